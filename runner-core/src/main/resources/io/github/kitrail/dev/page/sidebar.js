// The list of conversations.
import { byId, element, iconButton } from "./dom.js";

/** @param {{open: Function, rename: Function, remove: Function, save: Function}} actions */
export function showSidebar(conversations, current, actions) {
  if (byId("conversations").querySelector("input") !== null) {
    return; // one of them is being renamed, after which this is called again
  }
  byId("conversations").replaceChildren(...conversations.map((it) => entry(it, it === current, actions)));
}

function entry(conversation, isCurrent, actions) {
  const item = element("li", { class: isCurrent ? "current" : "" });
  const open = element("button", { type: "button", class: "open", title: conversation.title, "aria-current": isCurrent ? "true" : null,
    onclick: () => actions.open(conversation), ondblclick: () => rename(item, conversation, actions) }, conversation.title);
  const tools = element("span", { class: "tools" },
    iconButton("edit", `Rename ${conversation.title}`, () => rename(item, conversation, actions)),
    iconButton("out", `Export ${conversation.title}`, () => actions.save(conversation)),
    iconButton("trash", `Delete ${conversation.title}`, () => actions.remove(conversation)));
  item.append(open, tools);
  return item;
}

function rename(item, conversation, actions) {
  const field = element("input", { type: "text", maxlength: 200, "aria-label": "Name of the conversation" });
  let left = false;
  const leave = (keep) => {
    if (!left) {
      left = true;
      field.remove();
      actions.rename(conversation, keep ? field.value.trim() : "");
    }
  };
  field.value = conversation.title;
  field.addEventListener("blur", () => leave(true));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      leave(true);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      leave(false);
    }
  });
  item.replaceChildren(field);
  field.select();
}
