// Shows a model's answer. What a model writes is never trusted: nodes are made one by one, text is
// text, links go to http, https and mailto only, pictures are not loaded, HTML is shown as written.
import { blocks } from "./blocks.js";
import { copy, element, icon } from "./dom.js";
import { inline } from "./inline.js";

/** Longer answers are shown as they are: laying them out would freeze the page. */
const LONGEST = 200_000;

/**
 * Shows the text in the place; what was shown before and has not changed stays, so that a growing
 * answer neither flickers nor loses what is selected in it.
 */
export function show(place, text) {
  if (text.length > LONGEST) {
    showPlain(place, text);
    return;
  }
  const shown = place.shownBlocks ?? [];
  const parsed = blocks(text);
  let same = 0;
  while (same < shown.length && same < parsed.length && shown[same].kind === parsed[same].kind && shown[same].source === parsed[same].source) {
    same++;
  }
  while (place.childNodes.length > same) {
    place.lastChild.remove();
  }
  place.append(...parsed.slice(same).map(node));
  place.shownBlocks = parsed.map(({ kind, source }) => ({ kind, source }));
}

function showPlain(place, text) {
  place.shownBlocks = [];
  const first = place.firstElementChild;
  if (place.childNodes.length === 1 && first.matches("pre.plain") && text.startsWith(first.textContent)) {
    first.append(text.slice(first.textContent.length));
    return;
  }
  place.replaceChildren(element("pre", { class: "plain" }, text));
}

function node(block) {
  switch (block.kind) {
    case "heading":
      // The page's own headings are above these.
      return element(`h${Math.min(block.level + 2, 6)}`, { class: `level-${block.level}` }, ...inline(block.text));
    case "rule":
      return element("hr");
    case "code":
      return code(block);
    case "quote":
      return element("blockquote", {}, ...block.blocks.map(node));
    case "list":
      return element(block.ordered ? "ol" : "ul", block.ordered && block.start !== 1 ? { start: block.start } : {}, ...block.items.map(item));
    case "table":
      return table(block);
    default:
      return element("p", {}, ...inline(block.text));
  }
}

/** A single line needs no paragraph around it. */
function item(content) {
  const [first, ...rest] = content;
  return first?.kind === "text"
    ? element("li", {}, ...inline(first.text), ...rest.map(node))
    : element("li", {}, ...content.map(node));
}

function code({ language, text }) {
  const button = element("button", { type: "button", class: "quiet", onclick: () => copy(text) }, icon("copy"), "Copy");
  return element("div", { class: "code" },
    element("div", { class: "code-head" }, element("span", {}, language || "text"), button),
    element("pre", { tabindex: "0", "aria-label": `Code${language ? `, ${language}` : ""}` }, element("code", {}, text)));
}

function table({ head, rows }) {
  const row = (cells, tag) => element("tr", {}, ...cells.map((it) => element(tag, {}, ...inline(it))));
  return element("div", { class: "table", tabindex: "0" },
    element("table", {}, element("thead", {}, row(head, "th")), element("tbody", {}, ...rows.map((it) => row(it, "td")))));
}
