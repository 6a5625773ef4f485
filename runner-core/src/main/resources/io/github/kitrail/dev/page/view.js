// The messages of a conversation, and what can be done with each.
import { byId, copy, element, fit, iconButton } from "./dom.js";
import { figuresText } from "./figures.js";
import { show } from "./markdown.js";

/** Nearer to the end than this, in pixels, the view follows the answer. */
const NEAR = 80;

export class MessagesView {
  #place = byId("messages");
  #shown = null;

  /** @param {{info: object, regenerate: Function, edited: Function, isWriting: Function}} actions */
  constructor(actions) {
    this.actions = actions;
  }

  /** Shows a conversation from the beginning. */
  show(conversation) {
    this.#shown = conversation;
    const items = conversation.messages.map((message, index) => this.#article(message, index));
    this.#place.replaceChildren(...(items.length > 0 ? items : [this.#welcome()]));
    this.#follow(true);
  }

  /** Shows what the last message has become. */
  update() {
    const near = this.#isNear();
    const last = this.#shown.messages.length - 1;
    const article = this.#place.querySelector(`article[data-index="${last}"]`);
    if (article === null) {
      this.show(this.#shown);
      return;
    }
    this.#fill(article, this.#shown.messages[last], last);
    this.#follow(near);
  }

  #isNear() {
    const { scrollHeight, scrollTop, clientHeight } = this.#place;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  #follow(near) {
    if (near) {
      this.#place.scrollTop = this.#place.scrollHeight;
    }
  }

  #article(message, index) {
    const own = message.role === "user";
    const article = element("article", { class: message.role, "data-index": index, "aria-label": own ? "You" : "The model" },
      element("div", { class: "body", dir: "auto" }), element("div", { class: "below" }));
    this.#fill(article, message, index);
    return article;
  }

  #fill(article, message, index) {
    const [body, below] = article.children;
    const writing = this.actions.isWriting(this.#shown) && index === this.#shown.messages.length - 1;
    article.classList.toggle("writing", writing);
    article.setAttribute("aria-busy", String(writing));
    if (message.role === "user") {
      body.textContent = message.content;
    } else {
      show(body, message.content);
    }
    below.replaceChildren(...(writing ? [] : this.#below(message, index)));
  }

  #below(message, index) {
    const nodes = [];
    if (message.error) {
      nodes.push(element("div", { class: "error", role: "alert" }, element("span", {}, message.error),
        element("button", { type: "button", class: "retry", onclick: () => this.actions.regenerate(index) }, "Try again")));
    } else if (message.stopped) {
      nodes.push(element("span", { class: "note" }, message.content === "" ? "Stopped before the first word" : "Stopped"));
    }
    nodes.push(element("span", { class: "tools" }, ...this.#tools(message, index)));
    if (message.figures) {
      nodes.push(element("span", { class: "note" }, figuresText(message.figures, this.actions.info.contextSize)));
    }
    return nodes;
  }

  #tools(message, index) {
    const again = iconButton("again", "Regenerate", () => this.actions.regenerate(index));
    const others = [iconButton("copy", "Copy", () => copy(message.content)), iconButton("edit", "Edit", () => this.edit(index))];
    return [...(message.content === "" ? [] : others), ...(message.role === "assistant" ? [again] : [])];
  }

  /** Opens a message for editing. */
  edit(index) {
    if (this.actions.isWriting(this.#shown)) {
      return;
    }
    const message = this.#shown.messages[index];
    const [body, below] = this.#place.querySelector(`article[data-index="${index}"]`).children;
    const area = element("textarea", { class: "editing", dir: "auto", "aria-label": "Edit the message" });
    const own = message.role === "user";
    const close = () => this.show(this.#shown);
    const done = () => this.actions.edited(index, area.value);
    area.value = message.content;
    area.addEventListener("input", () => fit(area));
    area.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        close();
        byId("composer-text").focus();
      } else if (event.key === "Enter" && !event.isComposing && (own ? !event.shiftKey : event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        done();
      }
    });
    body.replaceChildren(area);
    body.shownBlocks = [];
    const later = this.#shown.messages.length - 1 - index;
    const what = later > 0 ? `The ${later === 1 ? "message" : `${later} messages`} after it will go.` : "";
    below.replaceChildren(element("button", { type: "button", class: "primary", onclick: done }, own ? "Send" : "Save"),
      element("button", { type: "button", onclick: close }, "Cancel"), element("span", { class: "note" }, what));
    fit(area);
    area.focus();
  }

  #welcome() {
    const { kitfile, model } = this.actions.info;
    const here = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
    return element("div", { class: "welcome" }, element("img", { src: "icon.svg", alt: "", width: 56, height: 56 }),
      element("h2", {}, kitfile?.name ?? model?.name ?? "A model"),
      element("p", {}, kitfile?.description ?? ""),
      element("p", { class: "note" }, here ? "It runs on this machine; nothing you write leaves it." : `It runs on ${location.hostname}.`));
  }
}
