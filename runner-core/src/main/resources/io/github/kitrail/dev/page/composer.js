// Where one writes: a message, or the text that the model goes on from.
import { byId, fit } from "./dom.js";

/** @param {{send: Function, stop: Function, undo: Function, again: Function, editLast: Function, promptChanged: Function}} actions */
export function setUpComposer(actions) {
  const text = byId("composer-text");
  const prompt = byId("prompt-text");
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    actions.send();
  });
  text.addEventListener("input", () => fit(text));
  text.addEventListener("keydown", (event) => {
    // While an input method composes a word, Enter takes the word.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      actions.send();
    } else if (event.key === "ArrowUp" && text.value === "") {
      event.preventDefault();
      actions.editLast();
    }
  });
  prompt.addEventListener("input", () => actions.promptChanged(prompt.value));
  prompt.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      actions.send();
    }
  });
  byId("stop").addEventListener("click", actions.stop);
  byId("undo").addEventListener("click", actions.undo);
  byId("again").addEventListener("click", actions.again);
}

/** The message that is written, which is then gone from there. */
export function takeMessage() {
  const text = byId("composer-text");
  const message = text.value.trim();
  text.value = "";
  fit(text);
  return message;
}

/** Shows what can be done now. */
export function showComposer(conversation, writing) {
  const isPrompt = conversation.mode === "prompt";
  byId("messages").hidden = isPrompt;
  byId("prompt").hidden = !isPrompt;
  byId("composer-text").hidden = isPrompt;
  byId("composer").classList.toggle("for-prompt", isPrompt);
  byId("prompt-text").readOnly = writing;
  byId("send").hidden = writing;
  byId("send").setAttribute("aria-label", isPrompt ? "Go on from the text" : "Send");
  byId("stop").hidden = !writing;
  const done = isPrompt && !writing && conversation.before !== null;
  byId("undo").hidden = !done;
  byId("again").hidden = !done;
  document.body.dataset.mode = conversation.mode;
  document.querySelector(`#mode input[value=${conversation.mode}]`).checked = true;
}

/** Shows the text of prompt mode; it follows its own end while it grows. */
export function showPrompt(conversation) {
  const area = byId("prompt-text");
  if (area.value !== conversation.prompt) {
    const near = area.scrollHeight - area.scrollTop - area.clientHeight < 80;
    area.value = conversation.prompt;
    if (near) {
      area.scrollTop = area.scrollHeight;
    }
  }
}
