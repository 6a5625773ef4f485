// Markdown within a line, as DOM nodes. Nothing here is ever read as HTML: whatever is not one of
// the forms below is text. Time is linear in the text's length: a closing mark that was not found
// once is not looked for again.
import { element } from "./dom.js";

const DEEPEST = 6;
const SAFE = /^(https?:\/\/|mailto:)/i;
const MARKS = ["***", "**", "~~", "*", "_"];
const TAGS = { "**": "strong", "~~": "del", "*": "em", "_": "em" };
const ESCAPABLE = /[!-/:-@[-`{-~]/;

/** The nodes of a text. */
export function inline(text, depth = 0) {
  const nodes = [];
  const missing = new Set();
  let plain = "";
  let i = 0;
  const flush = () => {
    if (plain) {
      nodes.push(document.createTextNode(plain));
      plain = "";
    }
  };
  while (i < text.length) {
    const found = depth < DEEPEST ? at(text, i, depth, missing) : null;
    if (found) {
      flush();
      nodes.push(...found.nodes);
      i = found.end;
    } else if (text[i] === "\\" && ESCAPABLE.test(text[i + 1] ?? "")) {
      plain += text[i + 1];
      i += 2;
    } else {
      plain += text[i++];
    }
  }
  flush();
  return nodes;
}

function at(text, i, depth, missing) {
  switch (text[i]) {
    case "`":
      return code(text, i, missing);
    case "*":
    case "_":
    case "~":
      return emphasis(text, i, depth, missing);
    case "!":
      return text[i + 1] === "[" ? link(text, i + 1, depth, missing, true) : null;
    case "[":
      return link(text, i, depth, missing, false);
    case "h":
    case "m":
    case "<":
      return address(text, i);
    case "\n":
      return { nodes: [element("br")], end: i + 1 };
    default:
      return null;
  }
}

/** The position of a mark, or -1; what is missing from here on is missing further on, too. */
function find(text, mark, from, missing, valid = () => true) {
  if (missing.has(mark)) {
    return -1;
  }
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (valid(at)) {
      return at;
    }
  }
  missing.add(mark);
  return -1;
}

function code(text, i, missing) {
  let ticks = 1;
  while (text[i + ticks] === "`") {
    ticks++;
  }
  const mark = "`".repeat(ticks);
  const end = find(text, mark, i + ticks, missing, (at) => text[at + ticks] !== "`" && text[at - 1] !== "`");
  if (end < 0) {
    return { nodes: [document.createTextNode(mark)], end: i + ticks };
  }
  const content = text.slice(i + ticks, end).replace(/\n/g, " ");
  const stripped = /^ .*\S.* $/.test(content) ? content.slice(1, -1) : content;
  return { nodes: [element("code", {}, stripped)], end: end + ticks };
}

const isWord = (it) => it !== undefined && /[\p{L}\p{N}_]/u.test(it);
const isSpace = (it) => it === undefined || /\s/.test(it);

function emphasis(text, i, depth, missing) {
  const mark = MARKS.find((it) => text.startsWith(it, i));
  if (!mark || isSpace(text[i + mark.length]) || (mark === "_" && isWord(text[i - 1]))) {
    return null;
  }
  const last = mark[0];
  const end = find(text, mark, i + mark.length + 1, missing, (at) =>
    !isSpace(text[at - 1]) && text[at - 1] !== "\\" && (mark.length > 1 || (text[at + 1] !== last && text[at - 1] !== last))
    && !(mark === "_" && isWord(text[at + 1])));
  if (end < 0) {
    return null;
  }
  const inner = inline(text.slice(i + mark.length, end), depth + 1);
  const node = mark === "***" ? element("strong", {}, element("em", {}, ...inner)) : element(TAGS[mark], {}, ...inner);
  return { nodes: [node], end: end + mark.length };
}

/** `[text](address)`; of a picture the link alone, for nothing is loaded from elsewhere. */
function link(text, i, depth, missing, picture) {
  const middle = find(text, "](", i + 1, missing);
  if (middle < 0) {
    return null;
  }
  const label = text.slice(i + 1, middle);
  const end = closing(text, middle + 2);
  // A bracket within belongs to a link of its own, further on.
  if (end < 0 || label.includes("[") || label.length > 2000) {
    return null;
  }
  const target = text.slice(middle + 2, end).trim().replace(/\s+(".*"|'.*')$/s, "").replace(/^<(.*)>$/s, "$1");
  const shown = picture ? [`picture: ${label || target}`] : inline(label, depth + 1);
  return { nodes: SAFE.test(target) ? [anchor(target, shown)] : [document.createTextNode(text.slice(i, end + 1))], end: end + 1 };
}

/** Where the address ends; it may have parentheses in pairs, and is bounded. */
function closing(text, from) {
  let open = 0;
  for (let at = from; at < text.length && at < from + 2000; at++) {
    if (text[at] === "\n") {
      return -1;
    }
    if (text[at] === "(") {
      open++;
    } else if (text[at] === ")" && open-- === 0) {
      return at;
    }
  }
  return -1;
}

const ADDRESS = /(https?:\/\/[^\s<>"'`]+|mailto:[^\s<>"'`]+)/iy;

function address(text, i) {
  const bracketed = text[i] === "<";
  if (!bracketed && isWord(text[i - 1])) {
    return null;
  }
  ADDRESS.lastIndex = bracketed ? i + 1 : i;
  const found = ADDRESS.exec(text)?.[0].slice(0, 2000);
  if (!found) {
    return null;
  }
  if (bracketed) {
    return text[i + 1 + found.length] === ">" ? { nodes: [anchor(found, [found])], end: i + 2 + found.length } : null;
  }
  const target = found.replace(/[.,;:!?)*_~\]]+$/, "");
  return /^(https?:\/\/|mailto:)./i.test(target) ? { nodes: [anchor(target, [target])], end: i + target.length } : null;
}

function anchor(target, shown) {
  return element("a", { href: target, target: "_blank", rel: "noopener noreferrer nofollow", title: target }, ...shown);
}
