package io.github.kitrail.cli;

import io.github.kitrail.operations.ListAttestations;
import io.github.kitrail.operations.Test;
import io.github.kitrail.operations.TestClaim;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tests a ModelKit passed, and which not. */
record TestNames(Set<String> passed, Set<String> failed) {
  static @Nullable TestNames of(Test.@Nullable Summary tests) {
    if (tests == null) {
      return null;
    }
    TestNames names = new TestNames(new LinkedHashSet<>(), new LinkedHashSet<>());
    tests
        .cases()
        .forEach(it -> (it.failure() == null ? names.passed : names.failed).add(it.name()));
    return names;
  }

  /** What is attested of it; of several test results, a failure in one counts. Null for none. */
  static @Nullable TestNames attested(ListAttestations.@Nullable Result evidence) {
    if (evidence == null) {
      return null;
    }
    TestNames names = new TestNames(new LinkedHashSet<>(), new LinkedHashSet<>());
    boolean found = false;
    for (ListAttestations.Entry entry : evidence.attestations()) {
      TestClaim tests = entry.tests();
      if (tests != null && "modelkit".equals(entry.about())) {
        found = true;
        names.passed.addAll(tests.passed());
        names.passed.addAll(tests.warned());
        names.failed.addAll(tests.failed());
      }
    }
    names.passed.removeAll(names.failed);
    return found ? names : null;
  }

  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(passed);
    all.addAll(failed);
    return all;
  }
}
