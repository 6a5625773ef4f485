// The sampling parameters: what each one is, which values it takes, and how it is sent.

/** @returns {string|null} what is wrong with the value, as a sentence */
const number = (min, max, whole) => (value) => {
  if (typeof value !== "number" || !Number.isFinite(value) || value < min || value > max) {
    return `It must be a number from ${min} to ${max}.`;
  }
  return whole && !Number.isInteger(value) ? "It must be a whole number." : null;
};

const numeric = (name, label, hint, [min, max, step], [low, high] = []) => ({
  name, label, hint, kind: "number", min, max, step, low, high,
  complaint: number(min, max, step === 1),
  send: (body, value) => {
    body[name] = value;
  },
});

function stopComplaint(value) {
  return Array.isArray(value) && value.every((it) => typeof it === "string" && it !== "") ? null : "It must be a list of texts, none of them empty.";
}

function schemaComplaint(value) {
  if (typeof value !== "string") {
    return "It must be a JSON schema as text.";
  }
  try {
    const schema = JSON.parse(value);
    return typeof schema === "object" && schema !== null && !Array.isArray(schema) ? null : "A JSON schema is an object: { … }.";
  } catch (e) {
    return `It is no JSON: ${e.message}.`;
  }
}

/** In the order of the page; bounds are the server's. */
export const PARAMETERS = [
  numeric("temperature", "Temperature", "0 always takes the likeliest token, so that answers repeat; more gives chance more room.", [0, 10, 0.05], [0, 2]),
  numeric("max_tokens", "Longest answer", "In tokens; prompt and answer must fit into the context together.", [1, 1048576, 1]),
  numeric("seed", "Seed", "The same seed gives the same answer; -1 takes another one each time.", [-1, 2147483647, 1]),
  numeric("top_p", "Top P", "The smallest set of tokens with this probability is considered; 1 is off.", [0, 1, 0.01], [0, 1]),
  numeric("top_k", "Top K", "So many of the likeliest tokens are considered; 0 considers all.", [0, 1000000, 1], [0, 200]),
  numeric("min_p", "Min P", "Tokens less likely than this share of the likeliest are left out; 0 is off.", [0, 1, 0.01], [0, 1]),
  numeric("repeat_penalty", "Repeat penalty", "Makes tokens that were there already less likely; 1 is off.", [0.01, 10, 0.01], [0.5, 2]),
  numeric("repeat_last_n", "Repeat window", "So many of the last tokens count as there already; -1 is the whole context.", [-1, 1048576, 1], [-1, 512]),
  numeric("presence_penalty", "Presence penalty", "Against every token that was there; 0 is off.", [-2, 2, 0.05], [-2, 2]),
  numeric("frequency_penalty", "Frequency penalty", "The same, for each time it was there; 0 is off.", [-2, 2, 0.05], [-2, 2]),
  {
    name: "stop", label: "Stop texts", hint: "One a line; \\n stands for a line's end. The answer ends before them.", kind: "text",
    complaint: stopComplaint,
    toText: (value) => value.map((it) => it.replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/\t/g, "\\t")).join("\n"),
    fromText: (text) => text.split("\n").filter((it) => it !== "")
      .map((it) => it.replace(/\\([nt\\])/g, (_, c) => ({ n: "\n", t: "\t", "\\": "\\" })[c])),
    send: (body, value) => {
      body.stop = [...(body.stop ?? []), ...value];
    },
  },
  {
    name: "json_schema", label: "JSON schema", hint: "The answer is held to it while it is written.", kind: "text",
    complaint: schemaComplaint,
    toText: (value) => value,
    fromText: (text) => text,
    send: (body, value) => {
      body.response_format = { type: "json_schema", json_schema: { name: "answer", schema: JSON.parse(value) } };
    },
  },
];

/** Puts what differs from the defaults into a request. */
export function sendSampling(body, sampling) {
  for (const parameter of PARAMETERS) {
    const value = sampling[parameter.name];
    if (value !== undefined && parameter.complaint(value) === null) {
      parameter.send(body, value);
    }
  }
}
