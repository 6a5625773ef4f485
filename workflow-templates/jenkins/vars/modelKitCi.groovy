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
    shards: 1, // how many agents share the tests of the folder's smoke.yaml, which kitrail.yaml must name then
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
      stage('Test') {
        when { expression { settings.shards > 1 } }
        steps {
          script {
            Map parts = [:]
            for (int index = 1; index <= settings.shards; index++) {
              String shard = index + '/' + settings.shards
              String name = 'shard-' + index
              parts[name] = { testPart(settings, shard, name) }
            }
            parallel parts
          }
        }
      }
      stage('Join the tests') {
        when { expression { settings.shards > 1 } }
        steps {
          // What an earlier build left here would be taken for this one's.
          dir('.kitrail') { deleteDir() }
          script {
            for (int index = 1; index <= settings.shards; index++) {
              unstash 'shard-' + index
            }
          }
          withModelKit {
            // The commit is as it was, which the provenance says.
            sh '''
              echo /.kitrail/ >>.git/info/exclude
              cd .kitrail
              kitrail test merge shards --report tests.json --junit tests.xml --html tests.html
            '''
          }
        }
        post {
          always {
            archiveArtifacts artifacts: '.kitrail/tests.html', allowEmptyArchive: true
          }
        }
      }
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
            tested: settings.shards > 1 ? '.kitrail/tests.json' : '',
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
            tested: settings.shards > 1 ? '.kitrail/tests.json' : '',
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

/** Runs a part of the tests on an agent of its own; those that fail are told when all parts are joined. */
void testPart(Map settings, String shard, String name) {
  String report = '.kitrail/shards/' + name + '.json'
  node(settings.agent) {
    checkout scm
    dir('.kitrail') { deleteDir() }
    catchError(buildResult: 'SUCCESS', stageResult: 'UNSTABLE', catchInterruptions: false) {
      modelKitTest(
        modelkit: settings.directory,
        shard: shard,
        report: report,
        // Else the step itself would show these results, beside the joined ones.
        junit: '.kitrail/' + name + '.xml',
        // For the base ModelKits. What a stranger wrote gets no password.
        credentialsId: env.CHANGE_FORK ? '' : settings.credentialsId,
        tlsCa: settings.tlsCa,
        plainHttp: settings.plainHttp
      )
    }
    stash name: name, includes: report
    dir('.kitrail') { deleteDir() }
  }
}
