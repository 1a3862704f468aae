// Labels in screen pixels, drawn over the picture: the weightiest first, none on another.

const MOST_LABELS = 100;
const WEIGHTIEST = 45;
const MOST_EDGE_LABELS = 60;
const LONGEST = 30;
const FEW_STATEMENTS = 45;
const FONT = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

const widths = new Map();

function shortened(text) {
  const letters = [...text];
  return letters.length > LONGEST ? letters.slice(0, LONGEST - 1).join("").trimEnd() + "…" : text;
}

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
function onScreen(network, size) {
  const scale = network.getScale();
  const view = network.getViewPosition();
  const visible = [];
  for (const id of shown.entities) {
    const node = network.body.nodes[id];
    const x = (node.x - view.x) * scale + size.width / 2;
    const y = (node.y - view.y) * scale + size.height / 2;
    const radius = node.options.size * scale;
    if (x > -60 && y > -30 && x < size.width + 60 && y < size.height + 30) visible.push({ id, x, y, radius, weight: weights.get(id) });
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

function write(context, text, box, font, ink, halo) {
  context.font = font;
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.fillStyle = ink;
  context.strokeText(text, box.x, box.y);
  context.fillText(text, box.x, box.y);
}

/** Draw all labels that find room; returns how many (for tests). */
function drawLabels(context, network, colours, hovered) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  const size = { width: context.canvas.clientWidth, height: context.canvas.clientHeight };
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const visible = onScreen(network, size);
  const marks = new Boxes();
  for (const node of visible) marks.add(boxAt(node.x, node.y, node.radius * 1.7, node.radius * 1.7, node.id));
  const taken = new Boxes();
  const isInside = (box) => box.left > 2 && box.right < size.width - 2 && box.top > 2 && box.bottom < size.height - 2;
  const room = {
    best: (choices) => choices.find((box) => isInside(box) && taken.isFree(box) && marks.isFree(box)),
    overMarks: (choices) => choices.find((box) => isInside(box) && taken.isFree(box)) ?? choices.find((box) => taken.isFree(box)),
    take: (box) => taken.add({ ...box, owner: null }),
  };
  strikeDenied(context, network, size, colours);
  const drawn = nodeLabels(context, visible, room, colours, hovered);
  edgeLabels(context, network, size, room, colours, hovered);
  context.restore();
  return drawn;
}

/** Name the nodes: the chosen first, then by size. The weightiest may cover other nodes, never a label. */
function nodeLabels(context, visible, room, colours, hovered) {
  const chosen = emphasised();
  const first = (node) => (node.id === hovered.node || node.id === state.entity ? 2 : chosen && chosen.has(node.id) ? 1 : 0);
  const degree = (node) => statementsOf.get(node.id).length;
  const ranked = visible
    .filter((node) => !chosen || first(node) > 0)
    .sort((a, b) => first(b) - first(a) || b.weight - a.weight || degree(b) - degree(a) || (a.id < b.id ? -1 : 1));
  const largest = Math.max(...ranked.map((node) => node.weight));
  let drawn = 0;
  for (const [rank, node] of ranked.entries()) {
    if (drawn >= MOST_LABELS) break;
    const text = shortened(labelOf(node.id));
    const share = node.weight / largest;
    const pixels = share > 0.75 ? 14 : share > 0.5 ? 13 : 12;
    const font = `${first(node) === 2 || share > 0.6 ? 650 : 500} ${pixels}px ${FONT}`;
    const choices = spots(node, widthOf(context, text, font) + 4, pixels + 3);
    const box = room.best(choices) ?? (rank < WEIGHTIEST || first(node) ? room.overMarks(choices) : undefined);
    if (!box) continue;
    room.take(box);
    write(context, text, box, font, colours.ink, colours.halo);
    drawn += 1;
  }
  return drawn;
}

/** Name the lines where there are few, and those of the choice and under the pointer. */
function edgeLabels(context, network, size, room, colours, hovered) {
  const choice = state.entity !== null || state.statement !== null;
  const all = !choice && shown.statements.size <= FEW_STATEMENTS && network.getScale() > 0.55;
  const named = [...shown.statements].filter((id) => id === hovered.edge || all || (choice && isEmphasised(statements.get(id))));
  const font = `500 11px ${FONT}`;
  for (const id of named.slice(0, MOST_EDGE_LABELS)) {
    const spot = middleOf(network, id, size);
    const text = shortened(statements.get(id).label);
    const width = widthOf(context, text, font) + 4;
    const must = id === hovered.edge || id === state.statement;
    const choices = (must ? [0, -14, 14, -26, 26] : [0]).map((up) => boxAt(spot.x, spot.y + up, width, 13, null));
    const box = room.best(choices) ?? (must ? room.overMarks(choices) ?? choices[0] : undefined);
    if (!box) continue;
    room.take(box);
    write(context, text, box, font, must ? colours.ink : colours.muted, colours.halo);
  }
}

/** Return the middle of an edge in pixels of the page. */
function middleOf(network, id, size) {
  const edge = network.body.edges[id];
  const { x, y } = edge.edgeType.getPoint(edge.from === edge.to ? 0.25 : 0.5);
  const view = network.getViewPosition();
  const scale = network.getScale();
  return { x: (x - view.x) * scale + size.width / 2, y: (y - view.y) * scale + size.height / 2 };
}

/** Cross out the lines of statements that are denied. */
function strikeDenied(context, network, size, colours) {
  if (network.getScale() < 0.3) return;
  const chosen = emphasised();
  context.strokeStyle = colours.denied;
  context.lineWidth = 1.8;
  for (const id of shown.statements) {
    const statement = statements.get(id);
    if (!statuses.get(statement.status).struck || (chosen && !isEmphasised(statement))) continue;
    const edge = network.body.edges[id];
    const at = edge.edgeType.getPoint(0.36);
    const view = network.getViewPosition();
    const scale = network.getScale();
    const x = (at.x - view.x) * scale + size.width / 2;
    const y = (at.y - view.y) * scale + size.height / 2;
    context.beginPath();
    context.moveTo(x - 4, y - 4);
    context.lineTo(x + 4, y + 4);
    context.moveTo(x + 4, y - 4);
    context.lineTo(x - 4, y + 4);
    context.stroke();
  }
}
