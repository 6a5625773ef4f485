// What a conversation asks of the API.
import { sendSampling } from "./parameters.js";

/** Without a template the model is shown who speaks, and ends when it begins to speak for the user. */
const USER = "User:";
const ASSISTANT = "Assistant:";

/** The path and the body for the next answer. */
export function requestOf(conversation) {
  const chat = conversation.mode === "chat";
  const own = chat && conversation.template === "model";
  const body = own ? { messages: messages(conversation) } : { prompt: chat ? transcript(conversation) : conversation.prompt };
  if (chat && !own) {
    body.stop = [`\n${USER}`];
  }
  sendSampling(body, conversation.sampling);
  return { path: own ? "/v1/chat/completions" : "/v1/completions", body };
}

/** An answer that failed before its first word was none. */
const said = (it) => it.role === "user" || it.content !== "";

function messages({ system, messages: all }) {
  const own = all.filter(said).map(({ role, content }) => ({ role, content }));
  return system.trim() === "" ? own : [{ role: "system", content: system }, ...own];
}

function transcript({ system, messages: all }) {
  const lines = all.filter(said).map(({ role, content }) => `${role === "user" ? USER : ASSISTANT} ${content.trim()}`);
  return [...(system.trim() === "" ? [] : [`${system.trim()}\n`]), ...lines, ASSISTANT].join("\n");
}
