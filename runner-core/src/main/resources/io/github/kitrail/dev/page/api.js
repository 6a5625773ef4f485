// The server's API: facts of the model, and answers that arrive piece by piece.
import { events } from "./sse.js";

const TOKEN_KEY = "kitrail.token";

/** What went wrong, as a sentence. */
export class ApiError extends Error {}

/** The token of the address bar is kept for this tab and taken out of sight. */
function token() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  try {
    if (given) {
      sessionStorage.setItem(TOKEN_KEY, given);
      history.replaceState(null, "", location.pathname);
    }
    return sessionStorage.getItem(TOKEN_KEY);
  } catch {
    return given; // the browser keeps nothing: the token stays in the address
  }
}

function headers() {
  const own = token();
  return { "Content-Type": "application/json", ...(own ? { Authorization: `Bearer ${own}` } : {}) };
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: headers() });
  } catch (e) {
    if (e.name === "AbortError") {
      throw e;
    }
    throw new ApiError(
      `Nothing answers at ${location.origin}: the server may have ended. Start it again with "kitrail dev start", and open the address that it prints.`);
  }
  if (!response.ok) {
    throw new ApiError(await reason(response));
  }
  return response;
}

async function reason(response) {
  if (response.status === 401) {
    return 'This server wants a token. Open the whole address that "kitrail dev start" printed, with what stands behind the #.';
  }
  try {
    const { error } = await response.json();
    return sentence(error);
  } catch {
    return `The server answered with status ${response.status}, and did not say why.`;
  }
}

function sentence(error) {
  const text = typeof error?.message === "string" && error.message ? error.message : "The server failed and did not say why.";
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** What is served, and the defaults of its sampling parameters. */
export async function info() {
  return (await request("/api/info", {})).json();
}

/**
 * Asks for an answer.
 * @param {string} path /v1/chat/completions or /v1/completions
 * @param {object} body the request
 * @param {AbortSignal} signal ends the answer
 * @param {(piece: string) => void} heard hears each piece of text
 * @returns {Promise<{finish: string, usage: object, timings: object}>} why it ended, and the figures
 */
export async function complete(path, body, signal, heard) {
  const asked = { ...body, stream: true, stream_options: { include_usage: true } };
  const response = await request(path, { method: "POST", body: JSON.stringify(asked), signal });
  const end = { finish: "", usage: {}, timings: {} };
  let whole = false;
  try {
    for await (const data of events(response.body)) {
      if (data === "[DONE]") {
        whole = true;
        break;
      }
      take(JSON.parse(data), end, heard);
    }
  } catch (e) {
    if (e.name === "AbortError" || e instanceof ApiError) {
      throw e;
    }
    throw new ApiError("The connection to the server broke off while the answer was on its way.");
  }
  if (!whole) {
    throw new ApiError("The answer broke off before its end: the server or the model may have crashed; \"kitrail dev logs\" tells.");
  }
  return end;
}

function take(event, end, heard) {
  if (event.error) {
    throw new ApiError(sentence(event.error));
  }
  const choice = event.choices?.[0];
  const piece = choice?.delta?.content ?? choice?.text;
  if (piece) {
    heard(piece);
  }
  end.finish = choice?.finish_reason ?? end.finish;
  end.usage = event.usage ?? end.usage;
  end.timings = event.timings ?? end.timings;
}
