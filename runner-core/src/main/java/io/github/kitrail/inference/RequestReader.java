package io.github.kitrail.inference;

import io.github.kitrail.KitrailException;
import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.Sampling;
import io.github.kitrail.yaml.YamlMapping;
import io.github.kitrail.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a test asks first: {@code prompt}, {@code messages}, or the first of {@code turns}.
 */
record RequestReader(CaseFields fields, Sampling sampling) {
  static final List<String> WAYS = List.of("prompt", "messages", "turns");

  private static final String SYSTEM = "system";
  private static final String USER = "user";
  private static final List<String> ROLES = List.of(SYSTEM, USER, "assistant");

  CompletionRequest read() throws KitrailException {
    YamlMapping test = fields.own();
    List<String> ways = WAYS.stream().filter(way -> test.get(way).isPresent()).toList();
    if (ways.size() != 1) {
      throw test.error("a test has either a `prompt`, or `messages`, or `turns`");
    }
    if (ways.get(0).equals("prompt")) {
      if (test.get(SYSTEM).isPresent()) {
        throw test.require(SYSTEM)
            .error(
                "`system` stands before `messages` or `turns`; a `prompt` is a text, so write it"
                    + " there");
      }
      return CompletionRequest.ofPrompt(CaseFields.asked(test.require("prompt")), sampling);
    }
    if (test.list(ways.get(0)).isEmpty()) {
      throw test.require(ways.get(0)).error("`" + ways.get(0) + "` is empty");
    }
    List<ChatMessage> messages =
        ways.get(0).equals("turns")
            ? List.of(new ChatMessage(USER, said(test.list("turns").get(0))))
            : messages(test);
    return CompletionRequest.ofMessages(afterSystem(messages), sampling);
  }

  /** What the user says in a turn: a text, or the field {@code user} of one. */
  static String said(YamlValue turn) throws KitrailException {
    return CaseFields.asked(
        turn.isMapping() ? turn.mapping().allowOnly("turn", USER, "assert").require(USER) : turn);
  }

  private static List<ChatMessage> messages(YamlMapping test) throws KitrailException {
    List<ChatMessage> messages = new ArrayList<>();
    for (YamlValue value : test.list("messages")) {
      YamlMapping message = value.mapping().allowOnly("message", "role", "content");
      YamlValue role = message.require("role");
      if (!ROLES.contains(role.text())) {
        throw role.error("`" + role.text() + "` is no role; known are " + String.join(", ", ROLES));
      }
      messages.add(new ChatMessage(role.text(), CaseFields.asked(message.require("content"))));
    }
    return messages;
  }

  /** A default gives way to a message of that role which the test has itself. */
  private List<ChatMessage> afterSystem(List<ChatMessage> messages) throws KitrailException {
    Optional<YamlValue> system = fields.get(SYSTEM);
    boolean own = fields.own().get(SYSTEM).isPresent();
    if (system.isEmpty() || (!own && messages.get(0).role().equals(SYSTEM))) {
      return messages;
    }
    List<ChatMessage> all = new ArrayList<>(messages);
    all.add(0, new ChatMessage(SYSTEM, CaseFields.asked(system.get())));
    return all;
  }
}
