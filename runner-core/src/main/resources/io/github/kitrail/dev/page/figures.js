// Speed and context use, in words and as a meter.
import { byId } from "./dom.js";

/** Such as "12 tokens, 34.5 tokens/s". */
export function figuresText(figures, contextSize) {
  const parts = [`${figures.tokens} token${figures.tokens === 1 ? "" : "s"}`];
  if (figures.perSecond > 0) {
    parts.push(`${speed(figures.perSecond)} tokens/s`);
  }
  if (figures.finish === "length") {
    const full = contextSize > 0 && figures.context >= contextSize - 1;
    parts.push(full ? "cut off, the context is full" : "cut off at the longest answer");
  }
  return parts.join(", ");
}

const speed = (it) => (it >= 100 ? it.toFixed(0) : it.toFixed(1));

/** @param {?object} figures of the newest answer */
export function showFigures(figures, contextSize, writing) {
  byId("speed").textContent = figures && figures.perSecond > 0 ? `${writing ? "≈ " : ""}${speed(figures.perSecond)} tokens/s` : writing ? "reading…" : "";
  const used = figures?.context ?? 0;
  const known = used > 0 && contextSize > 0;
  byId("context").hidden = !known;
  byId("context-meter").value = known ? Math.min(1, used / contextSize) : 0;
  byId("context-text").textContent = known ? `context ${used} of ${contextSize}` : "";
}
