// What the keyboard does wherever one is on the page.
import { byId } from "./dom.js";
import { closeAbove, toggle } from "./drawers.js";

/** @param {{stop: () => boolean, create: Function}} actions */
export function setUpKeys(actions) {
  const keys = byId("keys");
  const show = () => (keys.open ? keys.close() : keys.showModal());
  const commands = { k: actions.create, ",": () => toggle("panel"), "/": show };
  byId("shortcuts").addEventListener("click", show);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !keys.open && !event.isComposing) {
      if (actions.stop() || closeAbove()) {
        event.preventDefault();
      }
      return;
    }
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && commands[event.key.toLowerCase()];
    if (command) {
      event.preventDefault();
      command();
    }
  });
}
