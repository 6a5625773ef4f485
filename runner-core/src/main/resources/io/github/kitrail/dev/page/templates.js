// Chat templates for models whose file has none, or a wrong one: those of llama.cpp, by its names.

/**
 * What puts a conversation together as a text.
 *
 * @typedef {object} Template
 * @property {string} label for people
 * @property {(role: string, text: string) => string} turn a message; with `first`, never a system prompt
 * @property {boolean=} first whether the system prompt stands in the first message of the user
 * @property {string} answer what the answer begins behind
 * @property {string[]} stop what ends the answer
 */

/** @type {Record<string, Template>} */
const TEMPLATES = {
  "chatml": {
    label: "ChatML: Qwen, Yi, many fine-tuned models",
    turn: (role, text) => `<|im_start|>${role}\n${text}<|im_end|>\n`,
    answer: "<|im_start|>assistant\n",
    stop: ["<|im_end|>"],
  },
  "llama3": {
    label: "Llama 3",
    turn: (role, text) => `<|start_header_id|>${role}<|end_header_id|>\n\n${text}<|eot_id|>`,
    answer: "<|start_header_id|>assistant<|end_header_id|>\n\n",
    stop: ["<|eot_id|>"],
  },
  "gemma": {
    label: "Gemma",
    first: true,
    turn: (role, text) => `<start_of_turn>${role === "user" ? "user" : "model"}\n${text}<end_of_turn>\n`,
    answer: "<start_of_turn>model\n",
    stop: ["<end_of_turn>"],
  },
  "mistral-v1": {
    label: "Mistral",
    first: true,
    turn: (role, text) => role === "user" ? ` [INST] ${text} [/INST]` : ` ${text}</s>`,
    answer: "",
    stop: ["</s>"],
  },
  "phi3": {
    label: "Phi 3",
    turn: (role, text) => `<|${role}|>\n${text}<|end|>\n`,
    answer: "<|assistant|>\n",
    stop: ["<|end|>"],
  },
  "vicuna": {
    label: "Vicuna",
    turn: (role, text) => role === "system" ? `${text}\n\n` : role === "user" ? `USER: ${text}\n` : `ASSISTANT: ${text}</s>\n`,
    answer: "ASSISTANT:",
    stop: ["</s>", "\nUSER:"],
  },
  // The model is shown who speaks, and ends when it begins to speak for the user.
  "none": {
    label: "none: plain text, User: … Assistant: …",
    turn: (role, text) => role === "system" ? `${text}\n\n` : `${role === "user" ? "User" : "Assistant"}: ${text}\n`,
    answer: "Assistant:",
    stop: ["\nUser:"],
  },
};

/** The template that is in the model's file, which the server puts into practice. */
export const MODELS_OWN = "model";

export const TEMPLATE_NAMES = [MODELS_OWN, ...Object.keys(TEMPLATES)];

/** Names and labels of those that need nothing of the model. */
export const CHOICES = Object.entries(TEMPLATES).map(([name, { label }]) => ({ name, label }));

/** The text for the next answer, and what ends that. */
export function applied(name, system, messages) {
  const template = TEMPLATES[name] ?? TEMPLATES.none;
  const before = system.trim();
  const turns = messages.map(({ role, content }) => ({ role, text: content.trim() }));
  if (before !== "" && !template.first) {
    turns.unshift({ role: "system", text: before });
  } else if (before !== "" && turns.length > 0) {
    turns[0] = { ...turns[0], text: `${before}\n\n${turns[0].text}` };
  }
  return { prompt: turns.map(({ role, text }) => template.turn(role, text)).join("") + template.answer, stop: [...template.stop] };
}
