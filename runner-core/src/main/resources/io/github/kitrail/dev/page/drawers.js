// The two sides of the page: beside the messages where there is room, above them where there is none.
import { byId } from "./dom.js";

const NARROW = matchMedia("(max-width: 760px)");
const SMALL = matchMedia("(max-width: 1100px)");

const DRAWERS = {
  sidebar: { over: NARROW, opener: "open-sidebar", closer: "close-sidebar" },
  panel: { over: SMALL, opener: "open-panel", closer: "close-panel" },
};

export function setUpDrawers() {
  for (const [name, drawer] of Object.entries(DRAWERS)) {
    byId(drawer.opener).addEventListener("click", () => toggle(name));
    byId(drawer.closer).addEventListener("click", () => set(name, false, true));
    drawer.over.addEventListener("change", () => set(name, !drawer.over.matches));
    set(name, !drawer.over.matches);
  }
  byId("backdrop").addEventListener("click", closeAbove);
}

const isOpen = (name) => document.body.classList.contains(`${name}-open`);

export function toggle(name) {
  set(name, !isOpen(name), true);
}

/** Closes what lies above the messages; false when nothing does. */
export function closeAbove() {
  const above = Object.keys(DRAWERS).filter((it) => DRAWERS[it].over.matches && isOpen(it));
  above.forEach((it) => set(it, false, true));
  return above.length > 0;
}

function set(name, open, focus = false) {
  const { over, opener } = DRAWERS[name];
  document.body.classList.toggle(`${name}-open`, open);
  byId(name).inert = !open; // what is out of sight is out of the keyboard's way
  byId(opener).setAttribute("aria-expanded", String(open));
  byId("backdrop").hidden = !Object.keys(DRAWERS).some((it) => DRAWERS[it].over.matches && isOpen(it));
  if (focus && over.matches) {
    (open ? byId(name).querySelector("button, input, textarea") : byId(opener)).focus();
  }
}
