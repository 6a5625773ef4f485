// Made from ct.Jenkinsfile by LibraryTest; edit that.
//
// Continuous training of a ModelKit, every day, by hand, or when something signals drift:
//
//   look      has a base ModelKit moved, is a dataset another one, or did somebody signal drift? If not, it ends here
//   train     your own command; then the running version and the new one answer the same smoke tests
//   publish   the new one, if it is better, by the whole rail under the name `candidate`, and deploy it by CD
//
// Drift is signalled by hand, or by whatever watches the model:
//   curl --user USER:TOKEN --data-urlencode 'DRIFT=Answers about prices are outdated' \
//     JENKINS/job/faq-bot-ct/buildWithParameters

void call(Map given = [:]) {
  Map settings = modelKitSettings('modelKitCt', [
    running: null, // yours: the version that runs now
    candidate: null, // yours: where a better version goes
    agent: 'linux', // the label of the agents that look and publish; training does not belong there
    trainAgent: null, // yours: the label of the agents that train
    trainMinutes: 360, // how long that may take
    directory: '.', // the folder with the Kitfile and kitrail.yaml
    fetch: '', // your command that brings the newest datasets, run by bash in the folder; empty: nothing is fetched
    train: 'python3 code/retrain.py', // YOUR OWN COMMAND, run by bash in the folder; BASE names the base ModelKit's
    trained: 'model', // what fetch and train write, as paths in the folder, one per line
    tests: 'smoke.yaml', // the smoke tests that both versions answer, a file of the folder
    promoteWhen: 'better', // more of them pass than with the running version; not-worse: at least as many
    deliveryJob: null, // yours: the job that runs CD; empty: nothing is deployed
    readerCredentialsId: '', // a username with password that can only read, for training; empty: credentialsId
    trainingTokenCredentialsId: '', // what fetch and train find in the variable TRAINING_TOKEN, a secret text
    credentialsId: '', // a username with password for the registry
    keyCredentialsId: '', // the private key that signs, a secret file or text; empty: as kitrail.yaml says
    passphraseCredentialsId: '', // its passphrase, a secret text
    keyless: false, // signs without a key, with the token in identityTokenCredentialsId; README.md says what that needs
    identityTokenCredentialsId: '', // with keyless: the token that says who signs, a secret text
    tlsCa: '', // a file of the repository with the certificates (PEM) of a private authority
    plainHttp: false, // speaks plain HTTP to the registry
  ], given)
  Map found = [:]

  pipeline {
    agent none
    options {
      timeout(time: 24, unit: 'HOURS')
      // Two trainings of one model would compare themselves with the same version.
      disableConcurrentBuilds()
      disableRestartFromStage()
      buildDiscarder(logRotator(numToKeepStr: '50'))
    }
    triggers { cron('H 4 * * *') }
    parameters {
      string(name: 'DRIFT', trim: true,
        description: 'Why to train although nothing has changed; empty to look for changes only.')
    }
    stages {
      stage('Has anything changed') {
        agent { label settings.agent }
        options { timeout(time: 1, unit: 'HOURS') }
        stages {
          stage('Fetch the newest datasets') {
            when { expression { settings.fetch } }
            steps { script { ownCommand(settings, settings.fetch, '') } }
          }
          stage('Compare bases and datasets with those it was made from') {
            steps {
              script {
                Map chain = kitrail(settings, 'chain --outdated --folder "$FOLDER"', settings.running)
                found.running = chain.reference
                found.base = chain.links ? chain.links[0].reference : ''
                found.reasons = []
                for (Map change in chain.changes) {
                  found.reasons.add(change.what + ' ' + change.name)
                }
              }
            }
          }
          stage('Decide whether to train') {
            steps {
              script {
                if (settings.promoteWhen != 'better' && settings.promoteWhen != 'not-worse') {
                  error 'The setting promoteWhen is better or not-worse, and not ' + settings.promoteWhen + '.'
                }
                // Null in the first build, which is the one that declares it.
                if (params.DRIFT) {
                  found.reasons.add('drift: ' + params.DRIFT)
                }
                if (found.reasons) {
                  echo 'Training, because of:\n' + found.reasons.join('\n')
                } else {
                  echo 'Nothing has changed since the running version was made: not trained.'
                }
              }
            }
          }
        }
      }
      stage('Train and compare') {
        when {
          beforeAgent true
          expression { found.reasons }
        }
        agent { label settings.trainAgent }
        options { timeout(time: settings.trainMinutes, unit: 'MINUTES') }
        stages {
          stage('Lay out the base that it is trained on') {
            steps {
              // What an earlier build left here would be taken for this one's.
              dir('.kitrail') { deleteDir() }
              script {
                if (found.base) {
                  kitrail(settings, 'pull --to .kitrail/base', found.base)
                }
              }
            }
          }
          // Your own part: these two commands get no key and, with readerCredentialsId, nothing on this agent can write
          // to the registry.
          stage('Fetch the newest datasets for training') {
            when { expression { settings.fetch } }
            steps { script { ownCommand(settings, settings.fetch, '') } }
          }
          stage('Train') {
            steps {
              script {
                ownCommand(settings, settings.train, found.base ? env.WORKSPACE + '/.kitrail/base' : '')
              }
            }
          }
          stage('Test the running version') {
            steps { script { found.runningTests = answers(settings, found.running, 'running') } }
          }
          stage('Test the new version') {
            steps { script { found.candidateTests = answers(settings, settings.directory, 'candidate') } }
          }
          stage('Compare them') {
            steps { script { found.better = isBetter(settings, found.runningTests, found.candidateTests) } }
          }
          stage('Take along what was trained') {
            when { expression { found.better } }
            steps {
              withEnv(['DIRECTORY=' + settings.directory, 'TRAINED=' + settings.trained]) {
                sh '''#!/usr/bin/env bash
                  set -euo pipefail
                  mapfile -t paths < <(printf '%s' "$TRAINED" | sed '/^[[:space:]]*$/d')
                  tar --create --file .kitrail/trained.tar --directory "$DIRECTORY" -- "${paths[@]}"
                '''
              }
              stash name: 'trained', includes: '.kitrail/trained.tar'
            }
          }
        }
        post {
          cleanup {
            dir('.kitrail') { deleteDir() }
          }
        }
      }
      stage('Publish the better version') {
        when {
          beforeAgent true
          expression { found.better }
        }
        agent { label settings.agent }
        options { timeout(time: 2, unit: 'HOURS') }
        stages {
          stage('Put it in its place') {
            steps {
              // From the repository, and only these paths: what fetched or trained must not change what decides here,
              // such as the policy.
              deleteDir()
              checkout scm
              unstash 'trained'
              withEnv(['DIRECTORY=' + settings.directory, 'TRAINED=' + settings.trained]) {
                sh '''#!/usr/bin/env bash
                  set -euo pipefail
                  mapfile -t paths < <(printf '%s' "$TRAINED" | sed '/^[[:space:]]*$/d')
                  (cd "$DIRECTORY" && rm -rf -- "${paths[@]}")
                  tar --extract --file .kitrail/trained.tar --directory "$DIRECTORY" -- "${paths[@]}"
                  rm -r .kitrail
                '''
              }
            }
          }
          stage('Test, push, sign, attest, verify, gate, tag') {
            steps {
              script {
                Map rail = modelKitRun(
                  directory: settings.directory,
                  tag: settings.candidate,
                  junit: '.kitrail/tests.xml',
                  keyCredentialsId: settings.keyCredentialsId,
                  passphraseCredentialsId: settings.passphraseCredentialsId,
                  keyless: settings.keyless,
                  identityTokenCredentialsId: settings.identityTokenCredentialsId,
                  credentialsId: settings.credentialsId,
                  tlsCa: settings.tlsCa,
                  plainHttp: settings.plainHttp
                )
                found.published = rail.reference + '@' + rail.digest
              }
            }
          }
        }
        post {
          always {
            junit testResults: '.kitrail/tests.xml', allowEmptyResults: true
          }
        }
      }
      stage('Deploy') {
        when { expression { found.published && settings.deliveryJob } }
        steps {
          // It waits for its approval by itself.
          build(
            job: settings.deliveryJob,
            wait: false,
            parameters: [string(name: 'REFERENCE', value: found.published)]
          )
        }
      }
    }
  }
}

/** Runs a command of yours by bash, in the folder. */
void ownCommand(Map settings, String command, String base) {
  List bindings = []
  if (settings.trainingTokenCredentialsId) {
    bindings.add(string(credentialsId: settings.trainingTokenCredentialsId, variable: 'TRAINING_TOKEN'))
  }
  withCredentials(bindings) {
    withEnv(['COMMAND=' + command, 'BASE=' + base]) {
      dir(settings.directory) { sh 'bash -euo pipefail -c "$COMMAND"' }
    }
  }
}

/** Runs a command of Kitrail that has no step of its own, and returns what it found. */
Map kitrail(Map settings, String command, String reference) {
  String network = (settings.plainHttp ? ' --plain-http' : '') + (settings.tlsCa ? ' --tls-ca "$TLS_CA"' : '')
  String record = ''
  withModelKit(credentialsId: settings.readerCredentialsId ?: settings.credentialsId) {
    withEnv(['REFERENCE=' + reference, 'FOLDER=' + settings.directory, 'TLS_CA=' + settings.tlsCa]) {
      record = sh(returnStdout: true, script: 'kitrail ' + command + network + ' --output json -- "$REFERENCE"')
    }
  }
  return readJSON(text: record, returnPojo: true)
}

/** What came of the smoke tests: tests that fail are an answer here, and not the end. */
Map answers(Map settings, String modelkit, String name) {
  String report = '.kitrail/' + name + '.json'
  catchError(buildResult: 'SUCCESS', stageResult: 'UNSTABLE', catchInterruptions: false) {
    modelKitTest(
      modelkit: modelkit,
      spec: settings.directory + '/' + settings.tests,
      report: report,
      credentialsId: settings.readerCredentialsId ?: settings.credentialsId,
      tlsCa: settings.tlsCa,
      plainHttp: settings.plainHttp
    )
  }
  if (!fileExists(report)) {
    error 'The tests of the ' + name + ' version did not come to an end, so the two versions cannot be compared: ' +
      'see the log before this line.'
  }
  return readJSON(file: report, returnPojo: true)
}

/** Whether the new version goes on, and says why. */
boolean isBetter(Map settings, Map running, Map candidate) {
  boolean more = settings.promoteWhen == 'better'
  int enough = more ? running.passed + 1 : running.passed
  boolean better = !candidate.failed && candidate.passed >= enough
  int all = candidate.passed + candidate.failed
  String told = "The new version passes ${candidate.passed} of ${all} tests, the running one ${running.passed}."
  if (better) {
    echo told + ' It goes on.'
  } else {
    echo told + " It has to pass all of them, and ${more ? 'more than' : 'as many as'} the running one. Not promoted."
  }
  return better
}
