package org.jenkinsci.plugins.plaincredentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import java.io.IOException;
import java.io.InputStream;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/plugin/plain-credentials/org/jenkinsci/plugins/plaincredentials/FileCredentials.html">FileCredentials</a>.
 */
public interface FileCredentials extends StandardCredentials {
  String getFileName();

  InputStream getContent() throws IOException;
}
