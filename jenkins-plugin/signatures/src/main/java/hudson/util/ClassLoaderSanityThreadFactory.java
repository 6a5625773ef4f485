package hudson.util;

import io.github.kitrail.signatures.StandIn;
import java.util.concurrent.ThreadFactory;

/**
 * A signature of <a
 * href="https://javadoc.jenkins.io/hudson/util/ClassLoaderSanityThreadFactory.html">ClassLoaderSanityThreadFactory</a>.
 */
public class ClassLoaderSanityThreadFactory implements ThreadFactory {
  public ClassLoaderSanityThreadFactory(ThreadFactory delegate) {
    throw StandIn.body();
  }

  @Override
  public Thread newThread(Runnable r) {
    throw StandIn.body();
  }
}
