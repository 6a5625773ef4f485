package io.jenkins.plugins.kitrail.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;

/** Where credentials are looked up. */
interface CredentialSource {
  /** The credential of this id and type, when there is one that may be used. */
  @CheckForNull
  <C extends StandardCredentials> C find(String id, Class<C> type);

  /** This credential is used. */
  void used(StandardCredentials credential);
}
