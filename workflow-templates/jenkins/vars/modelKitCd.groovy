// Made from cd.Jenkinsfile by LibraryTest; edit that.
//
// Continuous delivery of a ModelKit, started by hand or by CT, with a reference:
//
//   gate      who signed it, and may it go on by the policy; from here on it is one digest
//   approve   somebody has to say yes; no agent waits for that
//   deploy    promote, render, then a commit or an artifact

void call(Map given = [:]) {
  Map settings = modelKitSettings('modelKitCd', [
    agent: 'linux', // the label of the agents that deploy
    environment: 'production', // what is deployed to, as the question, the commit and the artifact call it
    policy: 'policy.yaml', // the policy that decides, a file of the repository
    key: null, // yours: the public key (PEM) of who must have signed, a file of the repository; empty: keyless
    certificateIdentityRegexp: '', // keyless: who must have signed
    certificateOidcIssuer: '', // keyless: who must vouch for them
    trustedRoot: '', // keyless: whose certificates, logs and timestamps count, a file of the repository
    approval: true, // asks somebody before anything is deployed
    approvers: '', // users and groups who may say yes, with commas; empty: everybody who may build this job
    promoteTo: null, // yours; empty: it stays where it is
    target: 'kubernetes', // kubernetes, llama-cpp, ollama, or the folder of a target of your own
    parameters: '', // the target's parameters, NAME=VALUE, one per line
    deliver: 'artifact', // or commit, into a GitOps repository
    gitopsRepository: '', // its address; empty: the repository of this job
    gitopsBranch: '', // the branch, which must be there; empty: the repository's default branch
    gitopsPath: 'deploy', // the folder of that repository that is replaced by what was laid out
    gitopsCredentialsId: '', // a username with password that may push there
    gitopsName: 'Jenkins', // who commits
    gitopsEmail: 'jenkins@localhost', // their address
    credentialsId: '', // a username with password for the registries
    tlsCa: '', // a file of the repository with the certificates (PEM) of a private authority
    plainHttp: false, // speaks plain HTTP to the registries
  ], given)
  Map found = [:]

  pipeline {
    agent none
    options {
      // One after the other: two deployments never race for a tag or a branch.
      disableConcurrentBuilds()
      // A restart at the deployment would leave out the gate.
      disableRestartFromStage()
      buildDiscarder(logRotator(numToKeepStr: '50'))
    }
    parameters {
      string(name: 'REFERENCE', trim: true,
        description: 'The ModelKit, such as registry.example.com/acme/faq-bot:1.0.0, or with its digest.')
    }
    stages {
      stage('Verify and decide') {
        agent { label settings.agent }
        options { timeout(time: 30, unit: 'MINUTES') }
        stages {
          stage('Read the inputs') {
            steps {
              script {
                if (!params.REFERENCE) {
                  error 'The parameter REFERENCE says which ModelKit is deployed: give one.'
                }
                if (settings.deliver != 'artifact' && settings.deliver != 'commit') {
                  error 'The setting deliver is artifact or commit, and not ' + settings.deliver + '.'
                }
                List folders = settings.gitopsPath.tokenize('/')
                boolean outside = folders.contains('.') || folders.contains('..') || folders.contains('.git')
                if (!folders || outside || settings.gitopsPath.startsWith('/')) {
                  error 'The setting gitopsPath is a folder of the repository, such as deploy/production, and not ' +
                    settings.gitopsPath + '.'
                }
              }
            }
          }
          stage('Who signed it') {
            steps {
              script {
                Map verified = modelKitVerify(
                  reference: params.REFERENCE,
                  key: settings.key,
                  certificateIdentityRegexp: settings.certificateIdentityRegexp,
                  certificateOidcIssuer: settings.certificateOidcIssuer,
                  trustedRoot: settings.trustedRoot,
                  credentialsId: settings.credentialsId,
                  tlsCa: settings.tlsCa,
                  plainHttp: settings.plainHttp
                )
                // With the digest that was verified: a tag that moves meanwhile changes nothing.
                found.reference = verified.reference
              }
            }
          }
          stage('May it go on') {
            steps {
              modelKitGate(
                reference: found.reference,
                policy: settings.policy,
                key: settings.key,
                certificateIdentityRegexp: settings.certificateIdentityRegexp,
                certificateOidcIssuer: settings.certificateOidcIssuer,
                trustedRoot: settings.trustedRoot,
                credentialsId: settings.credentialsId,
                tlsCa: settings.tlsCa,
                plainHttp: settings.plainHttp
              )
            }
          }
        }
      }
      stage('Approve') {
        when { expression { settings.approval } }
        options { timeout(time: 7, unit: 'DAYS') }
        steps {
          input(
            message: 'Deploy ' + found.reference + ' to ' + settings.environment + '?',
            ok: 'Deploy',
            submitter: settings.approvers
          )
        }
      }
      stage('Promote, render, deliver') {
        agent { label settings.agent }
        options { timeout(time: 1, unit: 'HOURS') }
        stages {
          stage('Promote') {
            when { expression { settings.promoteTo } }
            steps {
              script {
                Map promoted = modelKitPromote(
                  source: found.reference,
                  destination: settings.promoteTo,
                  credentialsId: settings.credentialsId,
                  tlsCa: settings.tlsCa,
                  plainHttp: settings.plainHttp
                )
                found.reference = promoted.reference + '@' + promoted.digest
              }
            }
          }
          stage('Render') {
            steps {
              // What an earlier build laid out here would be delivered, too.
              dir('.kitrail') { deleteDir() }
              modelKitRender(
                reference: found.reference,
                target: settings.target,
                set: settings.parameters,
                dir: '.kitrail/deploy',
                credentialsId: settings.credentialsId,
                tlsCa: settings.tlsCa,
                plainHttp: settings.plainHttp
              )
            }
          }
          stage('Deliver as an artifact') {
            when { expression { settings.deliver == 'artifact' } }
            steps {
              archiveArtifacts artifacts: '.kitrail/deploy/**', defaultExcludes: false, fingerprint: true
            }
          }
          stage('Deliver as a commit') {
            when { expression { settings.deliver == 'commit' } }
            steps {
              script {
                List bindings = []
                if (settings.gitopsCredentialsId) {
                  bindings.add(gitUsernamePassword(credentialsId: settings.gitopsCredentialsId, gitToolName: 'Default'))
                }
                withCredentials(bindings) {
                  withEnv([
                    'REPOSITORY=' + (settings.gitopsRepository ?: env.GIT_URL),
                    'BRANCH=' + settings.gitopsBranch,
                    'FOLDER=' + settings.gitopsPath,
                    'AUTHOR=' + settings.gitopsName,
                    'EMAIL=' + settings.gitopsEmail,
                    'ENVIRONMENT=' + settings.environment,
                    'REFERENCE=' + found.reference,
                  ]) {
                    sh '''#!/usr/bin/env bash
                      set -euo pipefail
                      git clone --quiet --depth 1 ${BRANCH:+--branch "$BRANCH"} -- "$REPOSITORY" .kitrail/gitops
                      cd .kitrail/gitops
                      branch=$(git branch --show-current)
                      rm -rf -- "$FOLDER"
                      mkdir -p -- "$FOLDER"
                      cp -R -- ../deploy/. "$FOLDER/"
                      git add --all --force -- "$FOLDER"
                      if git diff --cached --quiet; then
                        echo "$FOLDER of $REPOSITORY is as it should be: nothing to commit."
                        exit 0
                      fi
                      git config user.name "$AUTHOR"
                      git config user.email "$EMAIL"
                      git commit --quiet --message "Deploy to $ENVIRONMENT: $REFERENCE"
                      # Others may commit meanwhile, elsewhere in the repository.
                      for attempt in 1 2 3; do
                        git push --quiet origin "HEAD:refs/heads/$branch" && break
                        if [ "$attempt" -eq 3 ]; then
                          echo "Could not push to $branch of $REPOSITORY." >&2
                          echo "Is the branch protected, or may gitopsCredentialsId not write to it?" >&2
                          exit 1
                        fi
                        git pull --quiet --rebase origin "$branch"
                      done
                      echo "Committed $FOLDER to $branch of $REPOSITORY: $(git rev-parse HEAD)"
                    '''
                  }
                }
              }
            }
          }
        }
        post {
          cleanup {
            dir('.kitrail') { deleteDir() }
          }
        }
      }
    }
  }
}
