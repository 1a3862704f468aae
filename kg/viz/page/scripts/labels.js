// Labels in screen pixels, drawn over the picture: the weightiest first, none on another.

import { compare, shortened } from "./words.js";

const MOST_LABELS = 100;
const WEIGHTIEST = 45;
const MOST_TRIED = 500;
const MOST_EDGE_LABELS = 60;
const LONGEST = 30;
const FEW_STATEMENTS = 45;
export const FONT = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

const widths = new Map();

function widthOf(context, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

/** Boxes that are taken, found again by coarse cells of the screen. */
class Boxes {
  constructor() {
    this.cells = new Map();
  }

  *keys({ left, top, right, bottom }) {
    for (let column = Math.floor(left / 80); column <= Math.floor(right / 80); column += 1)
      for (let row = Math.floor(top / 40); row <= Math.floor(bottom / 40); row += 1) yield column * 4096 + row;
  }

  /** True if no box is in the way but those of the same owner. */
  isFree(box) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) ?? [])
        if (other.owner !== box.owner || box.owner === null)
          if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
    return true;
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

/** What is on the screen now: nodes with their place and radius in pixels of the page, and their weight. */
function onScreen(canvas, size) {
  const { network, view } = canvas;
  const scale = network.getScale();
  const middle = network.getViewPosition();
  const visible = [];
  for (const id of view.shown.entities) {
    const node = canvas.nodeOf(id);
    const x = (node.x - middle.x) * scale + size.width / 2;
    const y = (node.y - middle.y) * scale + size.height / 2;
    const radius = node.options.size * scale;
    if (x > -60 && y > -30 && x < size.width + 60 && y < size.height + 30) visible.push({ id, x, y, radius, weight: view.weight(id) });
  }
  return visible;
}

function boxAt(x, y, width, height, owner) {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, owner, x, y };
}

/** Return where a label may stand: below its node, above, right, left, or askew. */
function spots(node, width, height) {
  const reach = node.radius + 3;
  return [
    boxAt(node.x, node.y + reach + height / 2, width, height, node.id),
    boxAt(node.x, node.y - reach - height / 2, width, height, node.id),
    boxAt(node.x + reach + width / 2 + 2, node.y, width, height, node.id),
    boxAt(node.x - reach - width / 2 - 2, node.y, width, height, node.id),
    boxAt(node.x + width / 2, node.y + reach + height / 2, width, height, node.id),
    boxAt(node.x - width / 2, node.y + reach + height / 2, width, height, node.id),
    boxAt(node.x + width / 2, node.y - reach - height / 2, width, height, node.id),
    boxAt(node.x - width / 2, node.y - reach - height / 2, width, height, node.id),
  ];
}

/**
 * Return the labels that find room: text, box {x, y, left, …} in pixels of the page, font and ink; those of nodes
 * have their id.
 */
export function placeLabels(context, canvas) {
  const { clientWidth: width, clientHeight: height } = context.canvas;
  const size = { width, height };
  const visible = onScreen(canvas, size);
  const marks = new Boxes();
  for (const node of visible) marks.add(boxAt(node.x, node.y, node.radius * 1.7, node.radius * 1.7, node.id));
  const taken = new Boxes();
  const isInside = (box) => box.left > 2 && box.right < size.width - 2 && box.top > 2 && box.bottom < size.height - 2;
  const room = {
    best: (choices) => choices.find((box) => isInside(box) && taken.isFree(box) && marks.isFree(box)),
    overMarks: (choices) => choices.find((box) => isInside(box) && taken.isFree(box)) ?? choices.find((box) => taken.isFree(box)),
    take: (box) => taken.add({ ...box, owner: null }),
  };
  const nodes = nodeLabels(context, visible, room, canvas);
  return [...nodes, ...edgeLabels(context, canvas, room)];
}

/** Name the nodes: the chosen first, then by size. The weightiest may cover other nodes, never a label. */
function nodeLabels(context, visible, room, { view, hovered }) {
  const { model } = view;
  const chosen = view.emphasised();
  const first = (node) => (node.id === hovered.node || node.id === view.entity ? 2 : chosen && chosen.has(node.id) ? 1 : 0);
  const degree = (node) => model.about(node.id).length;
  const ranked = visible
    .filter((node) => !chosen || first(node) > 0)
    .sort((a, b) => first(b) - first(a) || b.weight - a.weight || degree(b) - degree(a) || compare(a.id, b.id));
  const largest = ranked.reduce((most, node) => Math.max(most, node.weight), 0);
  const labels = [];
  for (const [rank, node] of ranked.slice(0, MOST_TRIED).entries()) {
    if (labels.length >= MOST_LABELS) break;
    const text = shortened(model.label(node.id), LONGEST);
    const share = node.weight / largest;
    const pixels = share > 0.75 ? 14 : share > 0.5 ? 13 : 12;
    const font = { weight: first(node) === 2 || share > 0.6 ? 650 : 500, pixels };
    const choices = spots(node, widthOf(context, text, css(font)) + 4, pixels + 3);
    const box = room.best(choices) ?? (rank < WEIGHTIEST || first(node) ? room.overMarks(choices) : undefined);
    if (!box) continue;
    room.take(box);
    labels.push({ id: node.id, text, box, font, ink: "ink" });
  }
  return labels;
}

/** Name the lines where there are few, and those of the choice and under the pointer. */
function edgeLabels(context, canvas, room) {
  const { view, hovered, network } = canvas;
  const { statements } = view.model;
  const choice = view.entity !== null || view.statement !== null;
  const all = !choice && view.shown.statements.size <= FEW_STATEMENTS && network.getScale() > 0.55;
  const ids = all ? [...view.shown.statements] : choice ? view.statementsOfChoice().map((one) => one.id) : [];
  const named = hovered.edge === null || ids.includes(hovered.edge) ? ids : [hovered.edge, ...ids];
  const font = { weight: 500, pixels: 11 };
  const labels = [];
  for (const id of named.filter((each) => canvas.lineOf(each)).slice(0, MOST_EDGE_LABELS)) {
    const spot = canvas.onEdge(id, 0.5);
    const text = shortened(statements.get(id).label, LONGEST);
    const width = widthOf(context, text, css(font)) + 4;
    const must = id === hovered.edge || id === view.statement;
    const choices = (must ? [0, -14, 14, -26, 26] : [0]).map((up) => boxAt(spot.x, spot.y + up, width, 13, null));
    const box = room.best(choices) ?? (must ? room.overMarks(choices) ?? choices[0] : undefined);
    if (!box) continue;
    room.take(box);
    labels.push({ text, box, font, ink: must ? "ink" : "muted" });
  }
  return labels;
}

export const css = ({ weight, pixels }) => `${weight} ${pixels}px ${FONT}`;

/** Draw the labels, and strike out the lines of statements that are denied. */
export function drawLabels(context, canvas, labels) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  const { colours } = canvas;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  strikeDenied(context, canvas);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colours.halo;
  for (const { text, box, font, ink } of labels) {
    context.font = css(font);
    context.fillStyle = colours[ink];
    context.strokeText(text, box.x, box.y);
    context.fillText(text, box.x, box.y);
  }
  context.restore();
}

function strikeDenied(context, canvas) {
  context.strokeStyle = canvas.colours.denied;
  context.lineWidth = 1.8;
  for (const { x, y } of canvas.strikes()) {
    context.beginPath();
    context.moveTo(x - 4, y - 4);
    context.lineTo(x + 4, y + 4);
    context.moveTo(x + 4, y - 4);
    context.lineTo(x - 4, y + 4);
    context.stroke();
  }
}
