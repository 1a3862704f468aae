// What is seen, as a file: PNG as it is drawn, SVG with every line and word a shape of its own; a caption under both.

import { captionOf, drawCaption, svgCaption } from "./caption.js";
import { el, svg } from "./dom.js";
import { DASHES } from "./canvas.js";
import { OUTLINES } from "./glyphs.js";
import { FONT } from "./labels.js";

const STEPS = 24;

/** Resolve to the picture as PNG, on the page's own background. */
export function png(canvas) {
  const seen = canvas.network.canvas.frame.canvas;
  const ratio = seen.width / seen.clientWidth;
  const caption = captionFor(canvas);
  const picture = el("canvas", { width: seen.width, height: seen.height + Math.round(caption.height * ratio) });
  const context = picture.getContext("2d");
  context.fillStyle = canvas.colours.halo;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(seen, 0, 0);
  context.setTransform(ratio, 0, 0, ratio, 0, seen.height);
  drawCaption(context, caption, canvas.colours);
  return new Promise((resolve) => picture.toBlob(resolve, "image/png"));
}

function captionFor(canvas) {
  const context = el("canvas").getContext("2d");
  const measure = (text, font) => {
    context.font = font;
    return context.measureText(text).width;
  };
  return captionOf(canvas, canvas.frame.clientWidth, measure);
}

/** Return the picture as SVG. */
export function svgOf(canvas, title) {
  const { clientWidth: width, clientHeight: height } = canvas.frame;
  const { shown, model } = canvas.view;
  const chosen = canvas.view.emphasised();
  const near = chosen && new Set(canvas.view.statementsOfChoice());
  const caption = captionFor(canvas);
  const whole = height + Math.round(caption.height);
  const ground = svg("rect", { width, height: whole, fill: canvas.colours.halo });
  const edges = [...shown.statements].filter((id) => canvas.lineOf(id)).flatMap((id) => edge(canvas, model.statements.get(id), near, { width, height }));
  const strikes = canvas.strikes().map(({ x, y }) => svg("path", { d: `M${x - 4} ${y - 4}l8 8m0-8l-8 8`, stroke: canvas.colours.denied, "stroke-width": 1.8, fill: "none" }));
  const nodes = [...shown.entities].map((id) => node(canvas, id, chosen, { width, height })).filter(Boolean);
  const words = canvas.labels.map((each) => label(each, canvas.colours));
  const heading = svg("title", {}, title);
  // What hangs over the lower edge of the picture must not run into the caption.
  const seen = svg("svg", { width, height, "font-family": FONT }, ...edges, ...strikes, ...nodes, ...words);
  const below = svg("g", { transform: `translate(0 ${height})` }, svgCaption(caption, canvas.colours));
  const root = svg("svg", { viewBox: `0 0 ${width} ${whole}`, width, height: whole, "font-family": FONT }, heading, ground, seen, below);
  return new XMLSerializer().serializeToString(root);
}

const round = (length) => Math.round(length * 10) / 10;
const isOutside = ({ x, y }, { width, height }, reach) => x < -reach || y < -reach || x > width + reach || y > height + reach;

/** Return the line of a statement and the tip of its arrow, from the rim of one node to that of the other. */
function edge(canvas, statement, near, size) {
  const scale = canvas.network.getScale();
  const [one, other] = [statement.subject, statement.object].map((id) => ({ ...canvas.inFrame(canvas.nodeOf(id)), reach: canvas.nodeOf(id).options.size * scale }));
  if (isOutside(one, size, 0) && isOutside(other, size, 0)) return [];
  const isLoop = statement.subject === statement.object;
  const line = Array.from({ length: STEPS + 1 }, (_, step) => canvas.onEdge(statement.id, (step / STEPS) * (isLoop ? 2 : 1)));
  const isFree = ({ x, y }) => isLoop || (Math.hypot(x - one.x, y - one.y) > one.reach && Math.hypot(x - other.x, y - other.y) > other.reach + 2);
  const free = line.filter(isFree);
  if (free.length < 2) return [];
  const { tone, dashes } = canvas.model.statuses.get(statement.status);
  const color = canvas.colours[tone];
  const opacity = near && !near.has(statement) ? 0.1 : 1;
  const width = Math.max(statement.width * scale, 0.5);
  const path = svg("path", { d: free.map(({ x, y }, index) => `${index ? "L" : "M"}${round(x)} ${round(y)}`).join(""), fill: "none", stroke: color, "stroke-width": round(width), opacity });
  if (dashes.length) path.setAttribute("stroke-dasharray", dashes.map((length) => round(length * Math.max(scale, DASHES))).join(" "));
  path.append(svg("title", {}, `${canvas.model.sentence(statement)} (${statement.status})`));
  return isLoop ? [path] : [path, tip(free.at(-2), free.at(-1), Math.max(4, 2.4 * width), color, opacity)];
}

function tip(before, end, length, fill, opacity) {
  const way = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [x, y] = [(end.x - before.x) / way, (end.y - before.y) / way];
  const corner = (side) => `${round(end.x - length * x + side * length * 0.45 * y)} ${round(end.y - length * y - side * length * 0.45 * x)}`;
  return svg("path", { d: `M${round(end.x)} ${round(end.y)}L${corner(1)}L${corner(-1)}z`, fill, opacity });
}

function node(canvas, id, chosen, size) {
  const { options, x, y } = canvas.nodeOf(id);
  const at = canvas.inFrame({ x, y });
  const radius = options.size * canvas.network.getScale();
  if (isOutside(at, size, radius)) return null;
  const kind = canvas.model.kind(id);
  const factor = radius / 5.6;
  const place = `translate(${round(at.x - 8 * factor)} ${round(at.y - 8 * factor)}) scale(${factor.toPrecision(4)})`;
  const opacity = chosen && !chosen.has(id) ? 0.16 : 1;
  const fill = canvas.view.colourOf(canvas.model.entities.get(id));
  return svg("path", { d: OUTLINES[kind.shape] ?? OUTLINES.dot, transform: place, fill, opacity }, svg("title", {}, canvas.model.label(id)));
}

function label({ text, box, font, ink }, colours) {
  const look = { "font-size": font.pixels, "font-weight": font.weight, "text-anchor": "middle", "dominant-baseline": "central" };
  const halo = { fill: colours[ink], stroke: colours.halo, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
  return svg("text", { x: round(box.x), y: round(box.y), ...look, ...halo }, text);
}
