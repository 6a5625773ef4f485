package io.github.kitrail.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitrail.ErrorCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskFailureTest {
  @Test
  void anInterruptIsACancellationWhateverWaited() {
    List<IOException> interrupts =
        List.of(
            new ClosedByInterruptException(),
            new FileLockInterruptionException(),
            new InterruptedIOException());
    for (IOException interrupt : interrupts) {
      assertThat(DiskFailure.of("write", interrupt).code()).isEqualTo(ErrorCode.CANCELLED);
    }
  }

  @Test
  void aFullDiskAndAMissingFileAreSaidInWords() {
    assertThat(DiskFailure.of("write", new IOException("No space left on device")).code())
        .isEqualTo(ErrorCode.NO_SPACE);
    assertThat(DiskFailure.of("read it", new NoSuchFileException("a.bin")))
        .hasMessage("Could not read it: a.bin does not exist.");
  }
}
