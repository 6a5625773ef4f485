// What a conversation asks of the API.
import { sendSampling } from "./parameters.js";
import { MODELS_OWN, applied } from "./templates.js";

/** The path and the body for the next answer. */
export function requestOf(conversation) {
  const chat = conversation.mode === "chat";
  const own = chat && conversation.template === MODELS_OWN;
  const body = own ? { messages: messages(conversation) } : chat ? text(conversation) : { prompt: conversation.prompt };
  sendSampling(body, conversation.sampling);
  return { path: own ? "/v1/chat/completions" : "/v1/completions", body };
}

/** An answer that failed before its first word was none. */
const said = (it) => it.role === "user" || it.content !== "";

function messages({ system, messages: all }) {
  const own = all.filter(said).map(({ role, content }) => ({ role, content }));
  return system.trim() === "" ? own : [{ role: "system", content: system }, ...own];
}

function text({ template, system, messages: all }) {
  return applied(template, system, all.filter(said));
}
