// Has the model write: one answer at a time, into a message or behind a prompt.
import { ApiError, complete } from "./api.js";
import { requestOf } from "./requests.js";

export class Writer {
  #controller = null;
  #conversation = null;

  /** @param {(conversation, done: boolean) => void} progress after each piece, and in the end */
  constructor(progress) {
    this.progress = progress;
  }

  isRunning() {
    return this.#controller !== null;
  }

  isWritingTo(conversation) {
    return this.#conversation === conversation;
  }

  stop() {
    this.#controller?.abort();
  }

  /** Writes the next answer of a conversation; never fails: what went wrong is told at the answer. */
  async write(conversation) {
    const { path, body } = requestOf(conversation);
    const target = place(conversation);
    const controller = new AbortController();
    this.#controller = controller;
    this.#conversation = conversation;
    const meter = new Meter();
    this.progress(conversation, false);
    try {
      const end = await complete(path, body, controller.signal, (piece) => {
        target.add(piece);
        target.holder.figures = meter.count();
        this.progress(conversation, false);
      });
      target.holder.figures = meter.end(end);
    } catch (e) {
      if (e.name === "AbortError") {
        target.holder.stopped = true;
      } else {
        target.holder.error = e instanceof ApiError ? e.message : `The page failed: ${e.message}.`;
      }
    } finally {
      this.#controller = null;
      this.#conversation = null;
      this.progress(conversation, true);
    }
  }
}

/** Where the pieces go, and what holds the figures. */
function place(conversation) {
  if (conversation.mode === "prompt") {
    conversation.before = conversation.prompt;
    conversation.error = null;
    conversation.stopped = false;
    conversation.figures = null;
    return { holder: conversation, add: (piece) => {
      conversation.prompt += piece;
    } };
  }
  const message = { role: "assistant", content: "" };
  conversation.messages.push(message);
  return { holder: message, add: (piece) => {
    message.content += piece;
  } };
}

/** Speed while the answer is written is an estimate: most pieces are one token. */
class Meter {
  #first = 0;
  #pieces = 0;

  count() {
    const now = performance.now();
    this.#first ||= now;
    this.#pieces++;
    const seconds = (now - this.#first) / 1000;
    return { tokens: this.#pieces, perSecond: seconds > 0.2 ? (this.#pieces - 1) / seconds : 0, context: 0, finish: "" };
  }

  end({ finish, usage, timings }) {
    return {
      tokens: usage.completion_tokens ?? timings.predicted_n ?? this.#pieces,
      perSecond: timings.predicted_per_second ?? 0,
      context: timings.context_used ?? usage.total_tokens ?? 0,
      finish: finish || "stop",
    };
  }
}
