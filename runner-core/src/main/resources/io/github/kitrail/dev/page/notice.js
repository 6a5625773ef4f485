// A line above the messages: what does not work, and what to do about it.
import { byId, element } from "./dom.js";

/** Replaces what stands there; without a text, there is nothing. */
export function notice(text, tone = "bad", action, onclick) {
  const place = byId("notice");
  place.hidden = !text;
  place.className = tone;
  place.replaceChildren(element("span", {}, text ?? ""));
  if (action) {
    place.append(element("button", { type: "button", class: "retry", onclick }, action));
  }
}

const LONGEST = 600;

/** Says it to a screen reader: an answer once it is there, not letter by letter. */
export function announce(text) {
  byId("live").textContent = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
