package io.jenkins.plugins.kitrail.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

class SignatureComparisonTest {
  abstract static class Real implements Serializable {
    public static final String NAME = "";

    protected Real(String a) {}

    public int one(String a, int b) throws IOException, InterruptedException {
      return 0;
    }

    public static void two() throws IllegalStateException {}

    public abstract void three();

    @Override
    public String toString() {
      return "";
    }
  }

  abstract static class Same implements Serializable {
    public static final String NAME = "";

    protected Same(String a) {}

    public int one(String a, int b) throws InterruptedException, IOException {
      return 0;
    }

    public static void two() {}

    public abstract void three();
  }

  abstract static class Other implements Runnable {
    public static final int NAME = 0;

    public Other() {}

    public long one(String a, int b) throws IOException, InterruptedException {
      return 0;
    }

    public void two() {}

    public abstract void three() throws IOException;

    protected void four(Object a) {}
  }

  @Test
  void whatIsTheSameIsTheSame() {
    assertThat(SignatureComparison.differences(Same.class, Real.class)).isEmpty();
  }

  @Test
  void whatDiffersIsNamed() {
    assertThat(SignatureComparison.differences(Other.class, Real.class))
        .containsExactlyInAnyOrder(
            "is no java.lang.Runnable",
            "has no new[]",
            "has  int one[java.lang.String, int] throws java.io.IOException,"
                + " java.lang.InterruptedException and not  long one[java.lang.String, int] throws"
                + " java.io.IOException, java.lang.InterruptedException",
            "has static void two[] and not  void two[]",
            "has abstract void three[] and not abstract void three[] throws java.io.IOException",
            "has no four[java.lang.Object]",
            "has no field NAME");
  }
}
