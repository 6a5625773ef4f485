package io.github.kitrail.content.registry.auth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a token is asked for: actions on one thing.
 *
 * @param resource such as {@code repository:acme/faq}
 * @param actions such as {@code pull}, {@code push}
 * @see <a href="https://distribution.github.io/distribution/spec/auth/scope/">token scope</a>
 */
public record Scope(String resource, Set<String> actions) {
  public Scope {
    actions = Set.copyOf(actions);
  }

  public static Scope pull(String repository) {
    return new Scope("repository:" + repository, Set.of("pull"));
  }

  public static Scope push(String repository) {
    return new Scope("repository:" + repository, Set.of("pull", "push"));
  }

  /** Reads scopes with spaces between them, as challenges have them. */
  static List<Scope> parse(String text) {
    List<Scope> scopes = new ArrayList<>();
    for (String one : text.trim().split("\\s+", -1)) {
      int colon = one.lastIndexOf(':');
      if (colon > 0) {
        Set<String> actions = new TreeSet<>(Arrays.asList(one.substring(colon + 1).split(",")));
        scopes.add(new Scope(one.substring(0, colon), actions));
      } else if (!one.isEmpty()) {
        scopes.add(new Scope(one, Set.of()));
      }
    }
    return scopes;
  }

  /** All of them, each resource once with the actions of all. */
  static Set<Scope> union(Collection<Scope> some, Collection<Scope> more) {
    Map<String, Set<String>> actions = new LinkedHashMap<>();
    for (Collection<Scope> scopes : List.of(some, more)) {
      for (Scope scope : scopes) {
        actions.computeIfAbsent(scope.resource(), r -> new TreeSet<>()).addAll(scope.actions());
      }
    }
    Set<Scope> union = new LinkedHashSet<>();
    actions.forEach((resource, all) -> union.add(new Scope(resource, all)));
    return union;
  }

  /** Whether whoever may do these things may do this. */
  boolean isCoveredBy(Collection<Scope> granted) {
    return granted.stream()
        .anyMatch(g -> g.resource().equals(resource) && g.actions().containsAll(actions));
  }

  /** As requests and challenges write it. */
  @Override
  public String toString() {
    return actions.isEmpty() ? resource : resource + ":" + String.join(",", new TreeSet<>(actions));
  }
}
