package io.github.kitrail.dev;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitrail.inference.engine.ChatMessage;
import io.github.kitrail.inference.engine.CompletionRequest;
import io.github.kitrail.inference.engine.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request for a chat's next message or for a text's continuation, as OpenAI's API has it, with
 * llama.cpp's further sampling parameters.
 *
 * @param stream whether the answer is sent while it is written
 * @param usage whether a last event tells the tokens
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">OpenAI's API</a>
 */
record GenerationRequest(CompletionRequest request, boolean stream, boolean usage) {
  private static final int MAX_TOKENS = 1_048_576;
  private static final String ONE = "Only one answer can be written for a request; leave it out.";
  private static final String NO_TOOLS = "The model cannot call tools here.";
  private static final String NO_PROBABILITIES = "Probabilities of tokens are not told here.";

  static GenerationRequest chat(JsonNode body, String model) throws ApiException {
    Fields fields = new Fields(body);
    List<ChatMessage> messages = Messages.read(fields.get("messages"));
    fields.refuse(
        Map.of(
            "tools", NO_TOOLS,
            "tool_choice", NO_TOOLS,
            "functions", NO_TOOLS,
            "function_call", NO_TOOLS,
            "audio", "Answers are text here.",
            "web_search_options", "The model cannot search the web here.",
            "top_logprobs", NO_PROBABILITIES));
    return rest(fields, model, sampling -> CompletionRequest.ofMessages(messages, sampling));
  }

  static GenerationRequest completion(JsonNode body, String model) throws ApiException {
    Fields fields = new Fields(body);
    List<String> prompts = fields.texts("prompt");
    if (prompts.size() != 1) {
      throw ApiException.badRequest("prompt must be one text.", "prompt");
    }
    fields.refuse(
        Map.of(
            "suffix", "Texts cannot be filled in here, only continued.",
            "best_of", ONE,
            "echo", "The prompt is not repeated here."));
    return rest(fields, model, it -> CompletionRequest.ofPrompt(prompts.get(0), it));
  }

  private interface Asked {
    CompletionRequest with(Sampling sampling);
  }

  private static GenerationRequest rest(Fields fields, String model, Asked asked)
      throws ApiException {
    requireModel(fields, model);
    boolean stream = fields.flag("stream");
    boolean usage = fields.get("stream_options").path("include_usage").asBoolean();
    if (fields.integer("n", 1, 128, 1) != 1) {
      throw ApiException.unsupported(ONE, "n");
    }
    fields.refuse(
        Map.of(
            "logprobs",
            NO_PROBABILITIES,
            "logit_bias",
            "Single tokens cannot be made likelier here."));
    fields.ignore(
        "user",
        "store",
        "metadata",
        "service_tier",
        "safety_identifier",
        "prompt_cache_key",
        "parallel_tool_calls",
        "modalities");
    Sampling sampling = sampling(fields);
    fields.end();
    return new GenerationRequest(asked.with(sampling), stream, usage);
  }

  /** Clients must name a model; a wrong name would be answered by another one than they think. */
  static void requireModel(Fields fields, String model) throws ApiException {
    if (fields.has("model") && !fields.text("model").equals(model)) {
      throw new ApiException(
          404,
          "invalid_request_error",
          "There is no model " + fields.text("model") + " here, only " + model + ".",
          "model",
          "model_not_found");
    }
  }

  private static Sampling sampling(Fields fields) throws ApiException {
    Sampling standard = SamplingDefaults.SAMPLING;
    int most = fields.integer("max_tokens", 1, MAX_TOKENS, standard.maxTokens());
    return standard
        .change()
        .maxTokens(fields.integer("max_completion_tokens", 1, MAX_TOKENS, most))
        .temperature(fields.number("temperature", 0, 10, standard.temperature()))
        .topP(fields.number("top_p", 0, 1, standard.topP()))
        .topK(fields.integer("top_k", 0, 1_000_000, standard.topK()))
        .minP(fields.number("min_p", 0, 1, standard.minP()))
        .repeatPenalty(fields.number("repeat_penalty", 0.01, 10, standard.repeatPenalty()))
        .repeatLastN(fields.integer("repeat_last_n", -1, MAX_TOKENS, standard.repeatLastN()))
        .presencePenalty(fields.number("presence_penalty", -2, 2, standard.presencePenalty()))
        .frequencyPenalty(fields.number("frequency_penalty", -2, 2, standard.frequencyPenalty()))
        .seed(fields.integer("seed", -1, Integer.MAX_VALUE, standard.seed()))
        .stop(new ArrayList<>(fields.texts("stop")))
        .jsonSchema(ResponseFormat.schema(fields.get("response_format")))
        .build();
  }
}
