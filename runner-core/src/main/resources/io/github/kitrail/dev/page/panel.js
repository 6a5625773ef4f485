// The settings of a conversation: system prompt, template, and the sampling parameters.
import { byId, element, fit, icon, iconButton } from "./dom.js";
import { PARAMETERS } from "./parameters.js";
import { CHOICES, MODELS_OWN } from "./templates.js";

/**
 * @param {() => object} conversation the one that is open
 * @param {object} info what the server says of the model
 * @param {() => void} changed after each change, to keep it
 */
export function showPanel(conversation, info, changed) {
  const rows = PARAMETERS.map((it) => row(it, conversation, info.defaults, changed));
  byId("parameters").replaceChildren(
    systemRow(conversation, changed), templateRow(conversation, info, changed), ...rows.map((it) => it.node));
  byId("reset-all").onclick = () => {
    conversation().sampling = {};
    conversation().system = "";
    conversation().template = info.model.chatTemplate ? "model" : "none";
    changed();
    showPanel(conversation, info, changed);
  };
}

/** What is wrong with a value of the panel; null when nothing is. */
export function panelComplaint() {
  const wrong = document.querySelector("#parameters [aria-invalid=true]");
  return wrong ? `${wrong.dataset.label} is not right. ${byId(wrong.getAttribute("aria-errormessage")).textContent}` : null;
}

function systemRow(conversation, changed) {
  const area = element("textarea", { id: "system", rows: 2, dir: "auto", placeholder: "none", oninput: () => {
    conversation().system = area.value;
    reset.hidden = area.value === "";
    fit(area);
    changed();
  } });
  const reset = iconButton("back", "Reset the system prompt", () => {
    area.value = "";
    area.dispatchEvent(new Event("input"));
  });
  area.value = conversation().system;
  reset.hidden = area.value === "";
  return element("div", { class: "parameter chat-only" }, head("system", "System prompt", reset),
    area, element("p", { class: "hint" }, "Stands before the conversation, and tells the model how to answer."));
}

function templateRow(conversation, info, changed) {
  const own = info.model.chatTemplate;
  const select = element("select", { id: "template", onchange: () => {
    conversation().template = select.value;
    changed();
  } },
  element("option", { value: MODELS_OWN, disabled: !own }, own ? "the model's own" : "the model's own (it has none)"),
  ...CHOICES.map(({ name, label }) => element("option", { value: name }, label)));
  select.value = conversation().template;
  return element("div", { class: "parameter chat-only" }, head("template", "Chat template"), select,
    element("p", { class: "hint" }, "How messages are put together to the text that the model sees."));
}

function head(id, label, ...rest) {
  return element("div", { class: "parameter-head" }, element("label", { for: id }, label), ...rest);
}

function row(parameter, conversation, defaults, changed) {
  const id = `parameter-${parameter.name}`;
  const standard = defaults[parameter.name];
  const complaint = element("p", { class: "complaint", id: `${id}-complaint`, role: "alert" });
  const reset = iconButton("back", `Reset ${parameter.label}`, () => {
    delete conversation().sampling[parameter.name];
    show();
    changed();
  });
  const field = parameter.kind === "number"
    ? element("input", { type: "number", min: parameter.min, max: parameter.max, step: parameter.step === 1 ? 1 : "any", inputmode: "decimal", placeholder: standard })
    : element("textarea", { rows: 2, spellcheck: "false", placeholder: "none" });
  const slider = parameter.low === undefined ? null
    : element("input", { type: "range", min: parameter.low, max: parameter.high, step: parameter.step, "aria-label": `${parameter.label}, slider`, tabindex: "-1" });
  for (const [name, value] of Object.entries({ id, "data-label": parameter.label, "aria-describedby": `${id}-hint`, "aria-errormessage": `${id}-complaint` })) {
    field.setAttribute(name, value);
  }

  function take(value) {
    const wrong = value === undefined ? null : parameter.complaint(value);
    complaint.textContent = wrong ?? "";
    field.setAttribute("aria-invalid", String(wrong !== null));
    if (wrong === null) {
      if (value === undefined || value === standard) {
        delete conversation().sampling[parameter.name];
      } else {
        conversation().sampling[parameter.name] = value;
      }
      changed();
    }
    marks();
  }

  function marks() {
    const own = conversation().sampling[parameter.name] !== undefined || complaint.textContent !== "";
    reset.hidden = !own;
    node.classList.toggle("changed", own);
    if (slider) {
      slider.value = conversation().sampling[parameter.name] ?? standard;
    }
  }

  function show() {
    const value = conversation().sampling[parameter.name] ?? standard;
    field.value = parameter.kind === "number" ? value : value === undefined ? "" : parameter.toText(value);
    complaint.textContent = "";
    field.setAttribute("aria-invalid", "false");
    marks();
  }

  field.addEventListener("input", () => {
    const text = field.value;
    if (parameter.kind === "text") {
      const value = text.trim() === "" ? undefined : parameter.fromText(text);
      take(value);
    } else {
      // Nothing at all is the default; letters alone are nothing to the browser, but not valid.
      take(field.validity.badInput ? Number.NaN : text.trim() === "" ? undefined : Number(text));
    }
  });
  slider?.addEventListener("input", () => {
    field.value = slider.value;
    take(Number(slider.value));
  });
  const hint = element("p", { class: "hint", id: `${id}-hint` }, parameter.hint, " ",
    element("span", { class: "default" }, standard === undefined ? "Default: none." : `Default: ${standard}.`));
  const node = element("div", { class: "parameter" }, head(id, parameter.label, element("code", {}, parameter.name), reset),
    element("div", { class: slider ? "with-slider" : "" }, ...(slider ? [slider] : []), field), hint, complaint);
  show();
  return { node };
}
