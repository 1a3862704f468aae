// Small words the other files are written in. Text reaches the page by textContent only.

const SVG = "http://www.w3.org/2000/svg";

/** Return a new element with attributes, listeners (`onclick`) and children; strings become text. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A name from the documents: its own direction must not disturb the words around it. */
const name = (text, attributes = {}) => el("bdi", attributes, text);

const byId = (id) => document.getElementById(id);
const number = (count) => count.toLocaleString("en-US");
const counted = (count, one, many = one + "s") => `${number(count)} ${count === 1 ? one : many}`;
const capital = (text) => text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// Letters that do not come apart into a base letter and a mark.
const LETTERS = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n" };

/** Return a text as it is compared in a search: small letters without accents, single spaces. */
function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[łøđðßæœþıħŧŋ]/g, (letter) => LETTERS[letter])
    .replace(/[\s\u2010-\u2015-]+/g, " ")
    .trim();
}

const GLYPHS = {
  dot: () => svg("circle", { cx: 8, cy: 8, r: 5.6 }),
  square: () => svg("rect", { x: 2.8, y: 2.8, width: 10.4, height: 10.4, rx: 1 }),
  diamond: () => svg("path", { d: "M8 1.4 14.6 8 8 14.6 1.4 8z" }),
  triangle: () => svg("path", { d: "M8 2 14.6 13.6H1.4z" }),
  triangleDown: () => svg("path", { d: "M8 14 1.4 2.4h13.2z" }),
  hexagon: () => svg("path", { d: "M4.6 2.2h6.8L14.8 8l-3.4 5.8H4.6L1.2 8z" }),
  star: () => svg("path", { d: "m8 1.2 2 4.5 4.9.5-3.7 3.3 1 4.8L8 11.8l-4.2 2.5 1-4.8L1.1 6.2 6 5.7z" }),
};

/** Return the mark of a class, as it is drawn on the canvas. */
function glyph(kind) {
  const picture = svg("svg", { viewBox: "0 0 16 16", class: "glyph", "aria-hidden": "true" }, (GLYPHS[kind.shape] || GLYPHS.dot)());
  picture.style.setProperty("--light", kind.light);
  picture.style.setProperty("--dark", kind.dark);
  return picture;
}

/** Return a sample of the line that statements of a status are drawn with. */
function lineSample(status) {
  const line = svg("path", { d: "M1 6h30" });
  if (status.dashes.length) line.setAttribute("stroke-dasharray", status.dashes.join(" "));
  const strike = status.struck ? [svg("path", { d: "m12.5 2 7 8m0-8-7 8" })] : [];
  return svg("svg", { viewBox: "0 0 32 12", class: `line-sample tone-${status.tone}`, "aria-hidden": "true" }, line, ...strike);
}
