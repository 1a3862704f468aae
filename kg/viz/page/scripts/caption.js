// What stands under a picture that leaves the page: its title, how much of what it shows, and what the marks mean.

import { svg } from "./dom.js";
import { OUTLINES } from "./glyphs.js";
import { css } from "./labels.js";
import { counted, shortened } from "./words.js";

const MARGIN = 20;
const LINE = 22;
const SAMPLE = 30;
const MARK = 14;
const TITLE = { weight: 650, pixels: 15 };
const WORDS = { weight: 400, pixels: 12 };

/**
 * Return the caption of what is shown, for a picture of that width: its height, and its items with their places in
 * pixels from its upper left corner. `measure(text, font)` is the width of a text.
 */
export function captionOf(canvas, width, measure) {
  const { view, model } = canvas;
  const items = [];
  let [x, y] = [MARGIN, 26];
  const write = (text, font, ink) => items.push({ kind: "text", x, y, text, font, ink });
  const title = fitting(model.title, width - 2 * MARGIN, (text) => measure(text, css(TITLE)));
  write(title, TITLE, "ink");
  y += LINE;
  write(extent(view), WORDS, "muted");
  y += LINE + 2;
  for (const entry of [...marks(canvas), ...lines(canvas)]) {
    const ahead = entry.kind === "line" ? SAMPLE : MARK;
    const long = ahead + 6 + measure(entry.words, css(WORDS));
    if (x > MARGIN && x + long > width - MARGIN) [x, y] = [MARGIN, y + LINE];
    items.push({ ...entry, x, y });
    items.push({ kind: "text", x: x + ahead + 6, y, text: entry.words, font: WORDS, ink: "ink" });
    x += long + 18;
  }
  return { height: y + MARGIN, items };
}

function fitting(text, width, measure) {
  for (let longest = [...text].length; longest > 1; longest -= Math.ceil(longest / 20)) {
    const short = shortened(text, longest);
    if (measure(short) <= width) return short;
  }
  return shortened(text, 1);
}

function extent({ shown, model }) {
  const sources = new Set([...shown.statements].flatMap((id) => model.statements.get(id).quotes.map((quote) => quote.document)));
  const days = [...sources].map((index) => model.documents[index].published).filter(Boolean).map((day) => day.slice(0, 10)).sort();
  const period = !days.length ? "" : days[0] === days.at(-1) ? `, ${days[0]}` : `, ${days[0]} to ${days.at(-1)}`;
  const parts = [counted(shown.entities.size, "entity", "entities"), counted(shown.statements.size, "statement")];
  return `${parts.join(" and ")} from ${counted(sources.size, "document")}${period}`;
}

/** The types or groups that are seen. */
function marks({ view, model }) {
  const key = view.colour === "group" ? "group" : "type";
  const kinds = new Set([...view.shown.entities].map((id) => model.entities.get(id)[key]));
  // Groups are told apart by colour alone, and their names are those of their heads.
  if (key === "group") return [];
  return [...kinds].map((kind) => model.classes.get(kind)).sort((a, b) => b.count - a.count)
    .map((kind) => ({ kind: "mark", outline: OUTLINES[kind.shape] ?? OUTLINES.dot, fill: kind[view.theme], words: kind.label }));
}

/** The lines of the statuses that are seen. */
function lines({ view, model, colours }) {
  const seen = new Set([...view.shown.statements].map((id) => model.statements.get(id).status));
  return [...seen].map((status) => model.statuses.get(status)).sort((a, b) => b.count - a.count)
    .map(({ name, tone, dashes, struck }) => ({ kind: "line", stroke: colours[tone], dashes, struck, words: name }));
}

const STRIKE = "m11 -4 8 8m0 -8 -8 8";

/** Draw a caption on a canvas. */
export function drawCaption(context, { items }, colours) {
  for (const item of items) {
    context.save();
    context.translate(item.x, item.y);
    if (item.kind === "text") {
      Object.assign(context, { font: css(item.font), fillStyle: colours[item.ink], textBaseline: "middle" });
      context.fillText(item.text, 0, 0);
    } else if (item.kind === "mark") {
      context.translate(-1, -8);
      context.fillStyle = item.fill;
      context.fill(new Path2D(item.outline));
    } else {
      Object.assign(context, { strokeStyle: item.stroke, lineWidth: 2 });
      if (item.struck) context.stroke(new Path2D(STRIKE));
      context.setLineDash(item.dashes);
      context.stroke(new Path2D(`M0 0h${SAMPLE}`));
    }
    context.restore();
  }
}

/** Return a caption as a group of SVG. */
export function svgCaption({ items }, colours) {
  const parts = items.flatMap((item) => {
    if (item.kind === "text")
      return [svg("text", { x: item.x, y: item.y, "font-size": item.font.pixels, "font-weight": item.font.weight, fill: colours[item.ink], "dominant-baseline": "central" }, item.text)];
    const place = `translate(${item.x} ${item.y})`;
    if (item.kind === "mark") return [svg("path", { d: item.outline, transform: `${place} translate(-1 -8)`, fill: item.fill })];
    const look = { transform: place, stroke: item.stroke, "stroke-width": 2, fill: "none" };
    const line = svg("path", { d: `M0 0h${SAMPLE}`, ...look, ...(item.dashes.length ? { "stroke-dasharray": item.dashes.join(" ") } : {}) });
    return item.struck ? [line, svg("path", { d: STRIKE, ...look })] : [line];
  });
  return svg("g", { class: "caption" }, ...parts);
}
