// The conversations of this browser, and the one that is open.
import * as store from "./store.js";

const TITLE = 60;
const SAVE_MILLISECONDS = 400;

export class Workspace {
  #timer = 0;
  #dirty = new Set();

  /** @param {boolean} canChat whether the model can be asked with messages */
  constructor(canChat) {
    this.mode = canChat ? "chat" : "prompt";
    this.template = canChat ? "model" : "none";
    this.conversations = store.all();
    const last = store.current();
    this.current = this.conversations.find((it) => it.id === last) ?? this.conversations[0] ?? this.#fresh();
    addEventListener("pagehide", () => this.flush());
  }

  #fresh() {
    const one = store.newConversation({ mode: this.mode, template: this.template });
    this.conversations.unshift(one);
    return one;
  }

  /** A new one; an empty one that is there already will do. */
  create() {
    const empty = this.conversations.find(store.isEmpty);
    this.open(empty ?? this.#fresh());
    return this.current;
  }

  open(conversation) {
    this.current = conversation;
    store.setCurrent(conversation.id);
  }

  /** Takes it away, and opens the next one; what is returned brings it back. */
  remove(conversation) {
    const at = this.conversations.indexOf(conversation);
    this.conversations.splice(at, 1);
    this.#dirty.delete(conversation);
    store.remove(conversation);
    if (conversation === this.current) {
      this.open(this.conversations[at] ?? this.conversations[at - 1] ?? this.#fresh());
    }
    return () => {
      this.conversations.splice(Math.min(at, this.conversations.length), 0, conversation);
      store.save(conversation);
      this.open(conversation);
    };
  }

  add(conversations) {
    conversations.forEach(store.save);
    this.conversations.unshift(...conversations);
    this.open(conversations[0]);
  }

  rename(conversation, title) {
    if (title) {
      conversation.title = title;
      conversation.named = true;
      this.touch(conversation);
    }
  }

  /** Remembers a change, and keeps it soon. */
  touch(conversation) {
    if (!this.conversations.includes(conversation)) {
      return; // deleted while the model was writing to it
    }
    conversation.updated = Date.now();
    if (!conversation.named) {
      conversation.title = titleOf(conversation);
    }
    this.#dirty.add(conversation);
    this.#timer ||= setTimeout(() => this.flush(), SAVE_MILLISECONDS);
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#dirty.forEach(store.save);
    this.#dirty.clear();
    store.setCurrent(this.current.id);
  }

  /**
   * Takes over what another tab has changed; what is being worked on here stays.
   * @returns {boolean} whether the one that is open has changed
   */
  reload(isBusy) {
    const kept = this.conversations.filter((it) => isBusy(it) || this.#dirty.has(it) || store.isEmpty(it));
    const ids = new Set(kept.map((it) => it.id));
    this.conversations = [...kept, ...store.all().filter((it) => !ids.has(it.id))].sort((a, b) => b.updated - a.updated);
    const before = this.current;
    this.current = this.conversations.find((it) => it.id === before.id) ?? this.conversations[0] ?? this.#fresh();
    return this.current.id !== before.id || this.current.updated !== before.updated;
  }
}

function titleOf({ messages, prompt, title }) {
  const text = (messages.find((it) => it.role === "user")?.content ?? prompt).trim().split("\n")[0];
  return text === "" ? title : text.length > TITLE ? `${text.slice(0, TITLE - 1)}…` : text;
}
