// Conversations, kept in the browser's storage for this address: one entry each, so that two tabs
// do not overwrite each other's.

const PREFIX = "kitrail.conversation.";
const CURRENT = "kitrail.current";

const CLOSED = "This browser keeps nothing for this page: conversations are gone when it is closed.";
const FULL = "The browser has no room left for this page, so the newest text is not kept. Export what you need, and delete some conversations.";

/** Why it is so, for the id of each conversation that is not kept as it is now. */
const unkept = new Map();

/** What is not kept, as a sentence; null when all is well. */
export const storageComplaint = () => unkept.values().next().value ?? null;

/**
 * @typedef {{role: "user"|"assistant", content: string, figures?: object, error?: string, stopped?: boolean}} Message
 * @typedef {{id: string, title: string, named: boolean, created: number, updated: number, mode: "chat"|"prompt",
 *   template: string, system: string, sampling: object, messages: Message[], prompt: string, before: ?string,
 *   figures: ?object, error: ?string}} Conversation
 */

/** @returns {Conversation} */
export function newConversation(like = {}) {
  const now = Date.now();
  return {
    id: randomId(),
    title: "New conversation",
    named: false,
    created: now,
    updated: now,
    mode: like.mode ?? "chat",
    template: like.template ?? "model",
    system: "",
    sampling: {},
    messages: [],
    prompt: "",
    before: null,
    figures: null,
    error: null,
  };
}

/** crypto.randomUUID is closed to pages that came over plain HTTP from another machine. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (it) => it.toString(16).padStart(2, "0")).join("");
}

export const isEmpty = (it) => it.messages.length === 0 && it.prompt === "" && it.system === "" && !it.named;

/** All of them, the one that was touched last first. */
export function all() {
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key.startsWith(PREFIX)) {
        const one = parsed(localStorage.getItem(key));
        if (one) {
          found.push(one);
        }
      }
    }
  } catch {
    unkept.set("", CLOSED);
  }
  return found.sort((a, b) => b.updated - a.updated);
}

/** Fields that an older page did not write get their defaults. */
function parsed(text) {
  try {
    const one = JSON.parse(text);
    return one && typeof one.id === "string" && Array.isArray(one.messages) ? { ...newConversation(), ...one } : null;
  } catch {
    return null;
  }
}

export function save(conversation) {
  try {
    localStorage.setItem(PREFIX + conversation.id, JSON.stringify(conversation));
    unkept.delete(conversation.id);
  } catch (e) {
    unkept.set(conversation.id, e.name === "QuotaExceededError" ? FULL : CLOSED);
  }
}

export function remove(conversation) {
  unkept.delete(conversation.id);
  try {
    localStorage.removeItem(PREFIX + conversation.id);
  } catch {
    // nothing is kept there anyway
  }
}

/** The id of the one that was open last. */
export function current() {
  try {
    return localStorage.getItem(CURRENT);
  } catch {
    return null;
  }
}

export function setCurrent(id) {
  try {
    localStorage.setItem(CURRENT, id);
  } catch {
    // the first of the list is opened next time
  }
}

/** Hears of conversations that another tab has changed. */
export function onOtherTab(changed) {
  addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(PREFIX)) {
      changed(event.key === null ? null : event.key.slice(PREFIX.length));
    }
  });
}
