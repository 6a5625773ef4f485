package io.github.kitrail.inference.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last lines that a worker printed besides its replies, and the reason found in them. */
final class WorkerComplaints {
  private static final int LINES = 400;
  private static final int LONGEST_LINE = 2000;
  private static final int LONGEST_REASON = 300;

  /** The most telling first. llama.cpp gives its reasons nowhere but here. */
  private static final List<Pattern> TELLING =
      List.of(
          Pattern.compile("java\\.lang\\.(OutOfMemoryError.*)"),
          Pattern.compile("(lib\\S+: cannot open shared object file)"),
          Pattern.compile("(java-llama\\.cpp does not run on this system: .+)"),
          Pattern.compile("((?:insufficient memory|failed to allocate|unable to allocate) .+)"),
          Pattern.compile("(" + LlamaServer.PORT_TAKEN + ".*)"),
          Pattern.compile("(tensor '.+' has invalid data)"),
          Pattern.compile("gguf_init_from_\\w+: (tensor .+)"),
          Pattern.compile("error loading model: (?:error loading model [a-z]+: )?(.+)"),
          Pattern.compile("failed to apply lora adapter: (.+)"),
          Pattern.compile("what\\(\\):\\s+(.+)"),
          Pattern.compile("(GGML_ASSERT\\(.+)"),
          Pattern.compile("(.*(?:failed|cannot|unable|not found|error|Error|Exception).*)"),
          Pattern.compile("(.*\\S.*)"));

  /** Said while a model with a chat template that llama.cpp cannot read is loaded. */
  private static final Pattern NO_TEMPLATE = Pattern.compile("(falling back|defaulting) to chatml");

  private final Deque<String> lines = new ArrayDeque<>();
  private boolean ignoresChatTemplate;

  synchronized void add(String line) {
    ignoresChatTemplate |= NO_TEMPLATE.matcher(line).find();
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.substring(0, Math.min(line.length(), LONGEST_LINE)));
  }

  /** Whether the model's own chat template was replaced by another one. */
  synchronized boolean ignoresChatTemplate() {
    return ignoresChatTemplate;
  }

  /** The best line that there is. */
  synchronized Optional<String> reason() {
    List<String> newestFirst = new ArrayList<>();
    lines.descendingIterator().forEachRemaining(newestFirst::add);
    for (Pattern pattern : TELLING) {
      for (int i = 0; i < newestFirst.size(); i++) {
        Matcher matcher = pattern.matcher(newestFirst.get(i));
        if (matcher.find()) {
          String reason = matcher.group(1).strip();
          boolean goesOn = reason.endsWith(":") && i > 0;
          return Optional.of(
              shortened(goesOn ? reason + " " + newestFirst.get(i - 1).strip() : reason));
        }
      }
    }
    return Optional.empty();
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
  }
}
