package io.github.kitrail.inference.engine;

import java.util.List;

/**
 * What a model is asked: a text to go on from, or a conversation to answer.
 *
 * @param prompt the text, empty when there are messages
 * @param messages the conversation, put into the model's own chat template
 */
public record CompletionRequest(String prompt, List<ChatMessage> messages, Sampling sampling) {
  public CompletionRequest {
    messages = List.copyOf(messages);
  }

  public static CompletionRequest ofPrompt(String prompt, Sampling sampling) {
    return new CompletionRequest(prompt, List.of(), sampling);
  }

  public static CompletionRequest ofMessages(List<ChatMessage> messages, Sampling sampling) {
    return new CompletionRequest("", messages, sampling);
  }

  public boolean isChat() {
    return !messages.isEmpty();
  }
}
