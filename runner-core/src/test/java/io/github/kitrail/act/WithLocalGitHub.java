package io.github.kitrail.act;

import java.io.IOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link LocalGitHub} of all of them, which is started for the first and closed
 * after the last.
 */
final class WithLocalGitHub implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LocalGitHub.class);

  /** Here, and not where a parameter is resolved: a test that is skipped is no failure. */
  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
    if (store.get(LocalGitHub.class) == null) {
      store.put(LocalGitHub.class, LocalGitHub.start());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalGitHub.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE).get(LocalGitHub.class);
  }
}
