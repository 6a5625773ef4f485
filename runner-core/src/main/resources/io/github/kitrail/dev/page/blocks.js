// Splits a Markdown text into its blocks: plain data, which markdown.js shows. Each line is looked
// at a bounded number of times.

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,12})([-*+]|\d{1,9}[.)])(\s+|$)/;
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const DEEPEST = 8;

/**
 * @typedef {{kind: string, source: string, text?: string, level?: number, language?: string, ordered?: boolean,
 *   start?: number, blocks?: Block[], items?: Block[][], rows?: string[][], head?: string[]}} Block
 */

/** @returns {Block[]} */
export function blocks(text, depth = 0) {
  const lines = text.split(/\r?\n/);
  const found = [];
  for (let i = 0; i < lines.length; ) {
    if (lines[i].trim() === "") {
      i++;
      continue;
    }
    const [block, end] = one(lines, i, depth);
    found.push({ ...block, source: lines.slice(i, end).join("\n") });
    i = end;
  }
  return found;
}

function one(lines, i, depth) {
  const line = lines[i];
  if (FENCE.test(line)) {
    return fence(lines, i);
  }
  const heading = HEADING.exec(line);
  if (heading) {
    return [{ kind: "heading", level: heading[1].length, text: heading[2] }, i + 1];
  }
  if (RULE.test(line)) {
    return [{ kind: "rule" }, i + 1];
  }
  if (depth < DEEPEST && QUOTE.test(line)) {
    return quote(lines, i, depth);
  }
  if (depth < DEEPEST && ITEM.test(line)) {
    return list(lines, i, depth);
  }
  if (line.includes("|") && line.length < 5000 && DIVIDER.test((lines[i + 1] ?? "").slice(0, 5000)) && lines[i + 1].includes("-")) {
    return table(lines, i);
  }
  return paragraph(lines, i, depth);
}

/** To the closing fence, or, while it is still being written, to the end. */
function fence(lines, i) {
  const [, mark, language] = FENCE.exec(lines[i]);
  let end = i + 1;
  const closes = (line) => line.trim().length >= mark.length && line.trim() === mark[0].repeat(line.trim().length);
  while (end < lines.length && !closes(lines[end])) {
    end++;
  }
  return [{ kind: "code", language, text: lines.slice(i + 1, end).join("\n") }, Math.min(end + 1, lines.length)];
}

function quote(lines, i, depth) {
  let end = i;
  while (end < lines.length && QUOTE.test(lines[end])) {
    end++;
  }
  const inner = lines.slice(i, end).map((it) => it.replace(QUOTE, "")).join("\n");
  return [{ kind: "quote", blocks: blocks(inner, depth + 1) }, end];
}

function list(lines, i, depth) {
  const [, margin, mark] = ITEM.exec(lines[i]);
  const ordered = /\d/.test(mark);
  const items = [];
  let end = i;
  while (end < lines.length) {
    const item = ITEM.exec(lines[end]);
    if (!item || item[1].length !== margin.length || /\d/.test(item[2]) !== ordered || RULE.test(lines[end])) {
      break;
    }
    const [own, after] = itemLines(lines, end, item, margin.length);
    items.push(blocks(own.join("\n"), depth + 1));
    end = after;
  }
  return [{ kind: "list", ordered, start: ordered ? Number.parseInt(mark, 10) : 1, items }, end];
}

/** What is indented further than the mark belongs to its item, empty lines between included. */
function itemLines(lines, i, item, margin) {
  const own = [lines[i].slice(item[0].length)];
  const indent = margin + 2;
  let end = i + 1;
  let empty = 0;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (line.trim() === "") {
      empty++;
      continue;
    }
    const deep = /^ */.exec(line)[0].length;
    const another = ITEM.test(line) && deep < indent;
    if (another || (deep < indent && (empty > 0 || starts(line)))) {
      break;
    }
    own.push(...Array(empty).fill(""), line.slice(Math.min(deep, item[0].length)));
    empty = 0;
  }
  return [own, end - empty];
}

const starts = (line) => FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTE.test(line);

function table(lines, i) {
  const head = cells(lines[i]);
  const rows = [];
  let end = i + 2;
  while (end < lines.length && lines[end].includes("|") && lines[end].trim() !== "") {
    const row = cells(lines[end++]);
    rows.push(head.map((_, at) => row[at] ?? ""));
  }
  return [{ kind: "table", head, rows }, end];
}

function cells(line) {
  return line.trim().replace(/^\|/, "").replace(/\|$/, "").split(/(?<!\\)\|/).map((it) => it.trim().replace(/\\\|/g, "|"));
}

function paragraph(lines, i, depth) {
  let end = i + 1;
  const goesOn = (line) => line.trim() !== "" && !starts(line) && !(depth < DEEPEST && ITEM.test(line));
  while (end < lines.length && goesOn(lines[end])) {
    end++;
  }
  return [{ kind: "text", text: lines.slice(i, end).map((it) => it.trim()).join("\n") }, end];
}
