// Made from ci.Jenkinsfile by LibraryTest; edit that.
//
// Continuous integration of a ModelKit, for a multibranch pipeline:
//
//   a pull request, another branch     validate, test, pack; nothing leaves the agent, no key is there
//   the main branch, a version's tag   the whole rail: validate, test, push by digest, sign, attest, verify, gate, tag

void call(Map given = [:]) {
  Map settings = modelKitSettings('modelKitCi', [
    agent: 'linux', // the label of the agents that build; those that sign should do nothing else
    directory: '.', // the folder with the Kitfile and kitrail.yaml
    reference: '', // where the ModelKit goes; empty: as kitrail.yaml says
    branch: 'main', // the branch that is published
    tags: 'v*', // the tags that are published
    credentialsId: '', // a username with password for the registry
    keyCredentialsId: '', // the private key that signs, a secret file or text; empty: as kitrail.yaml says
    passphraseCredentialsId: '', // its passphrase, a secret text
    keyless: false, // signs without a key, with the token in identityTokenCredentialsId; README.md says what that needs
    identityTokenCredentialsId: '', // with keyless: the token that says who signs, a secret text
    tlsCa: '', // a file of the repository with the certificates (PEM) of a private authority
    plainHttp: false, // speaks plain HTTP to the registry
  ], given)

  pipeline {
    agent { label settings.agent }
    options {
      timeout(time: 2, unit: 'HOURS')
      // A newer commit of a pull request ends its older build. A branch is published one after the other, so that a tag
      // never goes back to an older commit.
      disableConcurrentBuilds(abortPrevious: env.CHANGE_ID != null)
      buildDiscarder(logRotator(numToKeepStr: '50'))
    }
    stages {
      stage('Validate, test, pack') {
        when {
          anyOf {
            changeRequest()
            not { anyOf { branch settings.branch; tag settings.tags } }
          }
        }
        steps {
          modelKitRun(
            dryRun: true,
            directory: settings.directory,
            tag: settings.reference,
            junit: '.kitrail/tests.xml',
            // What a stranger wrote gets no password.
            credentialsId: env.CHANGE_FORK ? '' : settings.credentialsId,
            tlsCa: settings.tlsCa,
            plainHttp: settings.plainHttp
          )
        }
      }
      stage('Test, publish, sign, attest') {
        when {
          not { changeRequest() }
          anyOf { branch settings.branch; tag settings.tags }
        }
        steps {
          modelKitRun(
            directory: settings.directory,
            tag: settings.reference,
            junit: '.kitrail/tests.xml',
            keyCredentialsId: settings.keyCredentialsId,
            passphraseCredentialsId: settings.passphraseCredentialsId,
            keyless: settings.keyless,
            identityTokenCredentialsId: settings.identityTokenCredentialsId,
            credentialsId: settings.credentialsId,
            tlsCa: settings.tlsCa,
            plainHttp: settings.plainHttp
          )
        }
      }
    }
    post {
      always {
        junit testResults: '.kitrail/tests.xml', allowEmptyResults: true
      }
      cleanup {
        dir('.kitrail') { deleteDir() }
      }
    }
  }
}
