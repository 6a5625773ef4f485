package io.github.kitrail.inference.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import java.util.ArrayList;
import java.util.List;

/** The library's model, inside the child JVM. */
final class LlamaCppModel {
  private final LlamaModel model;
  private final ContextLimit limit;

  private LlamaCppModel(LlamaModel model, ContextLimit limit) {
    this.model = model;
    this.limit = limit;
  }

  /** Loads, and looks at every weight: damaged ones are often no number. */
  static LlamaCppModel load(JsonNode request) {
    int contextSize = request.path("contextSize").asInt();
    ModelParameters parameters =
        new ModelParameters()
            .setModel(request.path("model").asText())
            .setCtxSize(contextSize)
            .setThreads(Runtime.getRuntime().availableProcessors()) // llama.cpp sees no cgroup
            .disableContextShift()
            .enableCheckTensors()
            .enableJinja();
    for (JsonNode adapter : request.path("adapters")) {
      parameters.addLoraAdapter(adapter.asText()); // addLoraScaledAdapter aborts the process
    }
    return new LlamaCppModel(new LlamaModel(parameters), new ContextLimit(contextSize));
  }

  int contextSize() {
    return limit.tokens();
  }

  /**
   * @param listener hears what is written, and may end it
   */
  ObjectNode complete(JsonNode request, TokenListener listener) {
    JsonNode messages = request.path("messages");
    String prompt = messages.isEmpty() ? request.path("prompt").asText() : chat(messages);
    int promptTokens = model.encode(prompt).length;
    int room = limit.room(promptTokens);
    if (room < 1) {
      throw new IllegalArgumentException(limit.tooLong(promptTokens));
    }
    int maxTokens = Math.min(room, request.path("maxTokens").asInt());
    return answer(prompt, maxTokens, request, listener).put("promptTokens", promptTokens);
  }

  private ObjectNode answer(
      String prompt, int maxTokens, JsonNode request, TokenListener listener) {
    List<String> stops = new ArrayList<>();
    request.path("stop").forEach(stop -> stops.add(stop.asText()));
    AnswerText text = new AnswerText(stops);
    long start = System.nanoTime();
    long first = 0;
    int pieces = 0;
    boolean wanted = true;
    LlamaIterator outputs =
        model.generate(parameters(prompt, request).setNPredict(maxTokens)).iterator();
    while (outputs.hasNext() && !text.isStopped() && wanted) {
      LlamaOutput output = outputs.next();
      first = first == 0 ? System.nanoTime() : first;
      if (outputs.hasNext()) { // the last output only says that it is the last
        pieces++;
        text.add(output.text);
        wanted = listener.heard(text.fresh(false));
      }
    }
    if (outputs.hasNext()) {
      outputs.cancel();
    }
    long end = System.nanoTime();
    listener.heard(text.fresh(true));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("text", text.toString());
    answer.put("tokens", Math.max(pieces - (text.endedByModel() ? 1 : 0), 0));
    answer.put("truncated", wanted && !text.isStopped() && !text.endedByModel());
    answer.put("firstTokenNanos", first - start);
    answer.put("nanos", end - start);
    return answer;
  }

  /** Nothing is reused from the prompt before: answers must not depend on the order of tests. */
  private static InferenceParameters parameters(String prompt, JsonNode request) {
    InferenceParameters parameters =
        new InferenceParameters(prompt)
            .setCachePrompt(false)
            .setTemperature((float) request.path("temperature").asDouble())
            .setTopP((float) request.path("topP").asDouble())
            .setTopK(request.path("topK").asInt())
            .setMinP((float) request.path("minP").asDouble())
            .setRepeatPenalty((float) request.path("repeatPenalty").asDouble())
            .setRepeatLastN(request.path("repeatLastN").asInt())
            .setPresencePenalty((float) request.path("presencePenalty").asDouble())
            .setFrequencyPenalty((float) request.path("frequencyPenalty").asDouble())
            .setSeed(request.path("seed").asInt());
    JsonNode schema = request.path("jsonSchema");
    // A schema that llama.cpp cannot read aborts this process, with the reason on its output.
    return schema.isTextual()
        ? parameters.setGrammar(LlamaModel.jsonSchemaToGrammar(schema.asText()))
        : parameters;
  }

  private String chat(JsonNode messages) {
    SupplementaryCharacters characters = new SupplementaryCharacters(messages.toString());
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode replaced = request.putArray("messages");
    for (JsonNode message : messages) {
      replaced
          .addObject()
          .put("role", message.path("role").asText())
          .put("content", characters.replace(message.path("content").asText()));
    }
    return characters.restore(model.applyTemplate(request.toString()));
  }
}
