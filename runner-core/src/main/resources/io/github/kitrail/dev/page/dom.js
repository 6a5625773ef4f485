// The only way this page makes elements: no text ever becomes markup.

/**
 * @param {string} tag
 * @param {Object<string, any>} properties attributes; `on` followed by an event's name is a listener
 * @param {...(Node|string)} children strings become text
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on") && typeof value === "function") {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children);
  return node;
}

/** One of the symbols in index.html. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** A button with an icon, named by what it does. */
export function iconButton(name, label, onclick) {
  return element("button", { type: "button", class: "icon small", title: label, "aria-label": label, onclick }, icon(name));
}

export const byId = (id) => document.getElementById(id);

/** Makes a text area as high as its text. */
export function fit(textarea) {
  textarea.style.height = "auto";
  textarea.style.height = `${textarea.scrollHeight + 2}px`;
}

/** A short word at the lower edge, with something to do about it when there is something. */
export function toast(text, action, onclick) {
  const box = element("div", { class: "toast" }, element("span", {}, text));
  const gone = setTimeout(() => box.remove(), action ? 10000 : 5000);
  if (action) {
    box.append(
      element("button", { type: "button", class: "quiet", onclick: () => {
        clearTimeout(gone);
        box.remove();
        onclick();
      } }, action));
  }
  byId("toasts").replaceChildren(box);
}

/** Copies a text; also where the browser's clipboard is closed to a page that came over plain HTTP. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", { class: "hidden", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (!copied) {
      toast("The browser did not let this page copy; select the text and copy it yourself.");
      return;
    }
  }
  toast("Copied.");
}

/** Hands a text over as a file. */
export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = element("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
