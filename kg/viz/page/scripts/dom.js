// Elements of the page. Text reaches the page by textContent only.

const SVG = "http://www.w3.org/2000/svg";

/** Return a new element with attributes, listeners (`onclick`) and children; strings become text. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A name from the documents: its own direction must not disturb the words around it. */
export const name = (text, attributes = {}) => el("bdi", attributes, text);

export const byId = (id) => document.getElementById(id);

export const plainButton = (label, onclick, attributes = {}) => el("button", { type: "button", class: "plain", onclick, ...attributes }, label);

/** Whether the reader wants nothing to move by itself. */
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Fill a part that is folded when it is first opened: what nobody looks at need not be made. */
export function onFirstOpen(details, fill) {
  details.querySelector("summary").addEventListener("click", fill, { once: true });
}

/** Let the browser draw and listen before the work goes on. */
export const pause = () => new Promise((resolve) => setTimeout(resolve));

export function saveFile(blob, file) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Copy a text; resolves to whether that worked. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A file opened from the disk may have no clipboard; the older way works there.
    const field = el("textarea", { class: "unseen", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** Say something to those who do not see the page. */
export function announce(text) {
  byId("said").textContent = text;
}
