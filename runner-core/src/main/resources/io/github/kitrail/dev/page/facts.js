// What is known of the model and its ModelKit.
import { copy, element, icon } from "./dom.js";

const STATES = {
  verified: ["good", "verified"],
  claimed: ["so-so", "signed, not verified here"],
  unsigned: ["bad", "not signed"],
  none: ["neutral", "a folder"],
  unknown: ["so-so", "not known"],
};

const UNITS = ["", " thousand", " million", " billion", " trillion"];

/** 115008 becomes "115 thousand". */
export function count(number) {
  let unit = 0;
  let rest = number;
  while (rest >= 1000 && unit < UNITS.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${Number(rest.toPrecision(3))}${UNITS[unit]}`;
}

export function bytes(number) {
  let unit = 0;
  let rest = number;
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${Number(rest.toPrecision(3))} ${units[unit]}`;
}

export function showFacts(place, info) {
  const { kitfile = {}, model = {}, signature = {} } = info;
  const [tone, word] = STATES[signature.state] ?? ["neutral", String(signature.state ?? "not known")];
  const authors = kitfile.authors ?? [];
  place.replaceChildren(
    element("p", { class: "about" }, kitfile.description ?? ""),
    list([
      ["Name", [kitfile.name, kitfile.version].filter(Boolean).join(" ")],
      ["Licence", kitfile.license ?? "not stated"],
      [authors.length > 1 ? "Authors" : "Author", authors.join(", ")],
      ["Reference", info.reference],
      ["Digest", info.digest ? digest(info.digest) : ""],
      ["Signature", element("span", {}, element("span", { class: `badge ${tone}`, id: "signature" }, word), " ", signature.detail ?? "")],
    ]),
    list([
      ["File", `${model.file ?? ""}${model.sizeBytes ? `, ${bytes(model.sizeBytes)}` : ""}`],
      ["Adapters", (model.adapters ?? []).join(", ")],
      ["Architecture", model.architecture],
      ["Parameters", model.parameters ? count(model.parameters) : ""],
      ["Quantisation", model.quantisation],
      ["Trained for", model.contextLength ? `${model.contextLength} tokens of context` : ""],
      ["Served with", info.contextSize ? `${info.contextSize} tokens of context` : ""],
      ["Chat template", model.chatTemplate ? "yes" : "none"],
      ["Engine", info.engine],
    ]));
}

function list(entries) {
  const told = entries.filter(([, value]) => value);
  return element("dl", { class: "facts" }, ...told.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function digest(value) {
  return element("button", { type: "button", class: "quiet digest", title: `Copy ${value}`, onclick: () => copy(value) },
    `${value.slice(0, 19)}…`, icon("copy"));
}
