// Conversations as a file, out and in.
import { newConversation } from "./store.js";
import { TEMPLATE_NAMES } from "./templates.js";

const FORMAT = "kitrail-conversations";
const VERSION = 1;
const LARGEST = 50_000_000;
const MODES = ["chat", "prompt"];
const ROLES = ["user", "assistant"];

/** What a file must look like was not so; the message is a sentence. */
export class ImportError extends Error {}

export function exported(conversations, reference) {
  const content = conversations.map(({ title, created, updated, mode, template, system, sampling, messages, prompt }) =>
    ({ title, created, updated, mode, template, system, sampling, messages, prompt }));
  return JSON.stringify({ format: FORMAT, version: VERSION, exported: new Date().toISOString(), model: reference, conversations: content }, null, 2);
}

/** A name that every file system takes. */
export function fileName(title) {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  return `${plain || "conversation"}.kitrail.json`;
}

/**
 * The conversations of a file's text, with new ids: what is there already stays as it is.
 * @throws ImportError when it is no such file, with the place
 */
export function imported(text, known) {
  if (text.length > LARGEST) {
    throw new ImportError("The file is larger than 50 MB, which no browser would keep.");
  }
  let file;
  try {
    file = JSON.parse(text);
  } catch (e) {
    throw new ImportError(`The file is no JSON: ${e.message}. Choose one that "Export" has made.`);
  }
  if (file?.format !== FORMAT) {
    throw new ImportError(`The file holds no conversations: it does not say "format": "${FORMAT}". Choose one that "Export" has made.`);
  }
  if (file.version !== VERSION) {
    throw new ImportError(`The file has version ${String(file.version)} of the format; this page knows version ${VERSION}.`);
  }
  if (!Array.isArray(file.conversations) || file.conversations.length === 0) {
    throw new ImportError("The file has no conversations in it.");
  }
  return file.conversations.map((it, index) => conversation(it, `conversations[${index}]`, known));
}

function conversation(it, place, known) {
  require(isObject(it), place, "an object");
  require(typeof it.title === "string", `${place}.title`, "a text");
  require(MODES.includes(it.mode), `${place}.mode`, "chat or prompt");
  require(TEMPLATE_NAMES.includes(it.template), `${place}.template`, `one of ${TEMPLATE_NAMES.join(", ")}`);
  require(typeof it.system === "string", `${place}.system`, "a text");
  require(typeof it.prompt === "string", `${place}.prompt`, "a text");
  require(Array.isArray(it.messages), `${place}.messages`, "a list");
  require(isObject(it.sampling), `${place}.sampling`, "an object");
  return {
    ...newConversation(),
    title: it.title.slice(0, 200) || "Imported conversation",
    named: true,
    created: time(it.created),
    updated: time(it.updated),
    mode: it.mode,
    template: it.template,
    system: it.system,
    prompt: it.prompt,
    messages: it.messages.map((one, index) => message(one, `${place}.messages[${index}]`)),
    sampling: sampling(it.sampling, `${place}.sampling`, known),
  };
}

function message(it, place) {
  require(isObject(it), place, "an object");
  require(ROLES.includes(it.role), `${place}.role`, "user or assistant");
  require(typeof it.content === "string", `${place}.content`, "a text");
  const figures = isObject(it.figures) ? numbers(it.figures) : undefined;
  return { role: it.role, content: it.content, ...(figures ? { figures } : {}), ...(it.stopped === true ? { stopped: true } : {}) };
}

function numbers(figures) {
  const { tokens, perSecond, context, finish } = figures;
  return {
    tokens: Number(tokens) || 0,
    perSecond: Number(perSecond) || 0,
    context: Number(context) || 0,
    finish: finish === "length" ? "length" : "stop",
  };
}

/** Whatever the parameter itself says of a value counts here, too. */
function sampling(values, place, known) {
  const taken = {};
  for (const [name, value] of Object.entries(values)) {
    const parameter = known.find((it) => it.name === name);
    require(parameter, `${place}.${name}`, "one of the parameters that this page knows");
    const complaint = parameter.complaint(value);
    if (complaint) {
      throw new ImportError(`The file is not right at ${place}.${name}: ${complaint}`);
    }
    taken[name] = value;
  }
  return taken;
}

const isObject = (it) => typeof it === "object" && it !== null && !Array.isArray(it);
const time = (it) => (Number.isFinite(it) && it > 0 ? Math.min(it, Date.now()) : Date.now());

function require(condition, place, what) {
  if (!condition) {
    throw new ImportError(`The file is not right at ${place}, which must be ${what}. Nothing was imported.`);
  }
}
