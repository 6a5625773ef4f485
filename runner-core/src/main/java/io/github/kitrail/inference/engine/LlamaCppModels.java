package io.github.kitrail.inference.engine;

import java.util.Set;

/**
 * Which models llama.cpp b4916, the one in java-llama.cpp 4.2.0, can run. Asked before anything is
 * loaded, because the library only says that loading failed.
 *
 * @see <a href="https://github.com/ggml-org/llama.cpp/blob/b4916/src/llama-arch.cpp">its list</a>
 */
final class LlamaCppModels {
  /** Those that write text. */
  static final Set<String> GENERATORS =
      Set.of(
          "arctic",
          "arwkv7",
          "baichuan",
          "bitnet",
          "bloom",
          "chameleon",
          "chatglm",
          "codeshell",
          "cohere2",
          "command-r",
          "dbrx",
          "deci",
          "deepseek",
          "deepseek2",
          "exaone",
          "falcon",
          "gemma",
          "gemma2",
          "gemma3",
          "gpt2",
          "gptj",
          "gptneox",
          "granite",
          "granitemoe",
          "grok",
          "internlm2",
          "jais",
          "llama",
          "mamba",
          "minicpm",
          "minicpm3",
          "mpt",
          "nemotron",
          "olmo",
          "olmo2",
          "olmoe",
          "openelm",
          "orion",
          "phi2",
          "phi3",
          "phimoe",
          "plamo",
          "qwen",
          "qwen2",
          "qwen2moe",
          "qwen2vl",
          "refact",
          "rwkv6",
          "rwkv6qwen2",
          "rwkv7",
          "stablelm",
          "starcoder",
          "starcoder2",
          "xverse");

  /** Those that it loads for embeddings or speech; a prompt to go on from would crash it. */
  static final Set<String> OTHERS =
      Set.of("bert", "jina-bert-v2", "nomic-bert", "t5", "t5encoder", "wavtokenizer-dec");

  private LlamaCppModels() {}

  /**
   * @param file its name
   * @throws EngineException that says which engine knows the architecture
   */
  static void requireKnown(String file, String architecture) throws EngineException {
    if (OTHERS.contains(architecture)) {
      throw new EngineException(
          file
              + " is of architecture "
              + architecture
              + ", which does not write text: it cannot be tested with prompts.");
    }
    if (!GENERATORS.contains(architecture)) {
      throw new EngineException(
          file
              + " is of architecture "
              + architecture
              + ", which "
              + LlamaCppEngine.VERSION
              + " does not know. A recent "
              + LlamaServerEngine.NAME
              + " does if llama.cpp supports it at all: install one, and choose it with"
              + " `engine: llama-server` in smoke.yaml or --engine llama-server.");
    }
  }
}
