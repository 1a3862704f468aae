// The drawing: vis-network with places given, its own physics and labels off.

import { arranged } from "./arranging.js";
import { el, isCalm } from "./dom.js";
import { drawLabels, placeLabels } from "./labels.js";

const MANY = 800;
const VEIL = 0.87;
/** So many pixels the picture stands above the middle: below it is said how much is seen. */
const BELOW = 14;
/** The scale below which dashes get no shorter. */
export const DASHES = 0.6;
/** The radius in pixels at which an entity is near enough to be looked at among its neighbours. */
const NEAR = 18;
const COLOURS = { ink: "--ink", muted: "--muted", halo: "--canvas", plain: "--line-plain", faint: "--line-faint", denied: "--line-denied", accent: "--accent" };

function canvasColours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(Object.entries(COLOURS).map(([key, variable]) => [key, style.getPropertyValue(variable).trim()]));
}

/** Tell whether this browser draws at all. */
export function canDraw() {
  const context = el("canvas").getContext?.("2d");
  return Boolean(context);
}

// vis-network keeps nodes and lines in plain objects, where an id such as "constructor" would be no stranger.
const own = (id) => `:${id}`;
const known = (id) => id.slice(1);

/**
 * Keep vis-network from working out four fonts for each node and line, a third of the time it takes to make them:
 * no label is its own.
 */
function skipFonts(network) {
  network.setData({ nodes: [{ id: "" }], edges: [] });
  const labels = Object.getPrototypeOf(network.body.nodes[""].labelModule);
  labels.propagateFonts = () => {};
  labels.initFontOptions = () => {};
  for (const { options } of [network.nodesHandler, network.edgesHandler]) {
    options.font = {};
    options.scaling.label = { enabled: false };
  }
}

export class Canvas {
  /** `app` is told what the reader does; `covered` returns how many pixels of the lower edge the panel lies over. */
  constructor(frame, view, app, covered) {
    this.frame = frame;
    this.view = view;
    this.model = view.model;
    this.app = app;
    this.covered = covered;
    this.colours = canvasColours();
    this.hovered = { node: null, edge: null };
    this.isDrawn = false;
    this.looks = new Map();
    this.labels = [];
    /** The places of a part of the graph that is looked at by itself; see `arranged`. */
    this.places = new Map();
    this.placedFor = "";
    /** Whether the reader has moved the picture since it was last fitted. */
    this.isMoved = false;
    this.nodes = new vis.DataSet([...view.drawn].map((id) => this.node(id)));
    this.edges = new vis.DataSet(this.drawnStatements().map((statement) => this.edge(statement)));
    this.drawnFor = this.inputs();
    this.joinedFor = this.extent();
    this.network = new vis.Network(frame, {}, this.options());
    skipFonts(this.network);
    // What is to be seen is set before there is anything to draw, so that nothing is drawn twice.
    this.fit({ animate: false });
    this.network.setData({ nodes: this.nodes, edges: this.edges });
    // The frame has the name and takes the keys; what vis-network made inside is not to be stopped at.
    for (const inner of frame.querySelectorAll("[tabindex]")) inner.setAttribute("tabindex", "-1");
    this.listen();
  }

  options() {
    const many = this.model.core.length > MANY;
    return {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: matchMedia("(hover: hover)").matches, hideEdgesOnDrag: many, hideEdgesOnZoom: many, selectConnectedEdges: false, hoverConnectedEdges: false, keyboard: false },
      nodes: { borderWidth: 1, borderWidthSelected: 3, chosen: { node: (values) => { values.borderColor = this.colours.ink; }, label: false } },
      edges: { chosen: { edge: (values, id) => { values.color = this.isDenied(known(id)) ? this.colours.denied : this.colours.accent; }, label: false }, smooth: false, arrows: { to: { enabled: true, scaleFactor: 0.45 } }, arrowStrikethrough: false, selectionWidth: 1.5, hoverWidth: 0.8 },
    };
  }

  listen() {
    const { network } = this;
    network.on("click", ({ nodes, edges }) => {
      this.frame.focus({ preventScroll: true });
      if (nodes.length) this.app.touchEntity(known(nodes[0]));
      else if (edges.length) this.app.touchStatement(known(edges[0]));
      else this.app.release();
    });
    network.on("doubleClick", ({ nodes }) => nodes.length && this.app.step(known(nodes[0])));
    network.on("dragEnd", ({ nodes }) => {
      for (const id of nodes) Object.assign(this.placeOf(known(id)), this.network.getPosition(id));
      if (!nodes.length) this.moved();
    });
    network.on("zoom", () => this.moved());
    const hover = (changes) => {
      Object.assign(this.hovered, changes);
      this.frame.style.cursor = this.hovered.node !== null || this.hovered.edge !== null ? "pointer" : "";
      this.redraw();
    };
    network.on("hoverNode", ({ node }) => hover({ node: known(node) }));
    network.on("blurNode", () => hover({ node: null }));
    network.on("hoverEdge", ({ edge }) => hover({ edge: known(edge) }));
    network.on("blurEdge", () => hover({ edge: null }));
    network.on("beforeDrawing", (context) => this.scaleDashes(context));
    network.on("afterDrawing", (context) => {
      this.isDrawn = true;
      this.veil(context);
      this.labels = placeLabels(context, this);
      drawLabels(context, this, this.labels);
    });
  }

  /** Dashes are as long on the screen however far away one looks: as small as the picture they would look like lines. */
  scaleDashes(context) {
    if (Object.hasOwn(context, "setLineDash")) return;
    const plain = context.setLineDash.bind(context);
    context.setLineDash = (dashes) => plain(dashes.map((length) => length * Math.max(1, DASHES / this.network.getScale())));
  }

  moved() {
    this.isMoved = true;
    this.app.moved();
  }

  // What is drawn

  drawnStatements() {
    const { drawn } = this.view;
    const candidates = [...drawn].flatMap((id) => this.model.about(id));
    return [...new Set(candidates)].filter((one) => drawn.has(one.subject) && drawn.has(one.object));
  }

  /** Where an entity is to stand: an object with x and y. */
  placeOf(id) {
    return this.places.get(id) ?? this.model.entities.get(id);
  }

  node(id) {
    const { size } = this.model.entities.get(id);
    const { x, y } = this.placeOf(id);
    return { id: own(id), shape: this.model.kind(id).shape, x, y, size, ...this.remembered(id, this.nodeLook(id)) };
  }

  edge({ id, subject, object, width, smooth, selfReference }) {
    const bend = { ...(smooth ? { smooth } : {}), ...(selfReference ? { selfReference } : {}) };
    return { id: own(id), from: own(subject), to: own(object), width, ...bend, ...this.remembered(`${id} `, this.edgeLook(id)) };
  }

  /** Return how something looks, and remember it. Entities and statements are told apart by a space in the key. */
  remembered(key, look) {
    this.looks.set(key, `${look.hidden} ${look.color.background ?? look.color} ${look.color.border ?? ""}`);
    return look;
  }

  nodeLook(id) {
    const background = this.view.colourOf(this.model.entities.get(id));
    return { hidden: !this.view.shown.entities.has(id), color: { background, border: this.colours.halo } };
  }

  edgeLook(id) {
    const { tone, dashes } = this.model.statuses.get(this.model.statements.get(id).status);
    return { hidden: !this.view.shown.statements.has(id), color: this.colours[tone], ...(dashes.length ? { dashes } : {}) };
  }

  /** Lay a veil over the picture, and draw above it what the choice leads the eye to: quicker than to dim all else. */
  veil(context) {
    const chosen = this.view.emphasised();
    if (chosen === null) return;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    // The canvas is clear where nothing is drawn, and what is saved of it has no ground of its own.
    context.globalCompositeOperation = "source-atop";
    context.globalAlpha = VEIL;
    context.fillStyle = this.colours.halo;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    const near = this.view.statementsOfChoice().map((one) => this.lineOf(one.id)).filter(Boolean);
    for (const edge of near) edge.draw(context);
    for (const edge of near) edge.drawArrows(context);
    for (const id of chosen) if (this.view.shown.entities.has(id)) this.nodeOf(id).draw(context);
  }

  /** Bring the picture up to date, touching only what looks different. */
  refresh() {
    const { view } = this;
    this.join();
    this.arrange();
    const inputs = this.inputs();
    if (inputs.some((each, index) => each !== this.drawnFor[index])) {
      this.nodes.update(this.changed(this.nodes, "", (id) => this.nodeLook(id)));
      this.edges.update(this.changed(this.edges, " ", (id) => this.edgeLook(id)));
      this.drawnFor = inputs;
    }
    const nodes = view.entity === null ? [] : [own(view.entity)];
    const edges = view.statement === null || !this.lineOf(view.statement) ? [] : [own(view.statement)];
    this.network.setSelection({ nodes, edges }, { highlightEdges: false });
    this.redraw();
  }

  /** All that looks depend on: as long as it is the same, nothing looks different. */
  inputs() {
    const { shown, colour, theme, drawn } = this.view;
    return [shown, colour, theme, drawn.size];
  }

  /** Draw with the next frame; vis-network's own `redraw` would make the reader wait for it. */
  redraw() {
    this.network.body.emitter.emit("_requestRedraw");
  }

  /** What decides which nodes and lines there are. */
  extent() {
    return `${this.view.drawn.size} ${this.view.added.join("\n")} ${this.model.statements.size}`;
  }

  /** Take up what joined what is drawn, and drop what left it. */
  join() {
    if (this.extent() === this.joinedFor) return;
    this.joinedFor = this.extent();
    const { drawn } = this.view;
    const statements = this.drawnStatements();
    const ids = new Set(statements.map((one) => one.id));
    this.edges.remove(this.edges.getIds().filter((id) => !ids.has(known(id))));
    this.nodes.remove(this.nodes.getIds().filter((id) => !drawn.has(known(id))));
    this.nodes.add([...drawn].filter((id) => !this.nodeOf(id)).map((id) => this.node(id)));
    this.edges.add(statements.filter((one) => !this.lineOf(one.id)).map((one) => this.edge(one)));
  }

  /** The node of an entity, as vis-network has it; undefined where it is not drawn. */
  nodeOf(id) {
    return this.network.body.nodes[own(id)];
  }

  /** The line of a statement. */
  lineOf(id) {
    return this.network.body.edges[own(id)];
  }

  /** Give a part that is looked at by itself places of its own, and take them back with the whole. */
  arrange() {
    const { focus, path, shown } = this.view;
    const key = focus || path ? JSON.stringify([focus, path, ...shown.entities]) : "";
    if (key === this.placedFor) return;
    this.placedFor = key;
    const before = [...this.places.keys()];
    this.places = arranged(this.view, (id) => this.model.entities.get(id));
    const ids = [...new Set([...before, ...this.places.keys()])].filter((id) => this.nodeOf(id));
    this.nodes.update(ids.map((id) => ({ id: own(id), x: this.placeOf(id).x, y: this.placeOf(id).y })));
  }

  changed(items, mark, lookOf) {
    const changes = [];
    for (const drawn of items.getIds()) {
      const id = known(drawn);
      const look = lookOf(id);
      const before = this.looks.get(id + mark);
      this.remembered(id + mark, look);
      if (this.looks.get(id + mark) !== before) changes.push({ id: drawn, ...look });
    }
    return changes;
  }

  recolour() {
    this.colours = canvasColours();
    this.refresh();
  }

  // Where things are, in pixels from the upper left corner of the frame

  /** A share of the way along a line, from the middle of one node to that of the other, or round a loop. */
  onEdge(id, share) {
    const edge = this.lineOf(id);
    // vis-network's own points of a line end where its arrow begins, which depends on when it was drawn last.
    const { from, to } = edge;
    if (from === to) return this.inFrame(edge.edgeType.getPoint(share / 2));
    const via = edge.edgeType.getViaNode?.();
    const along = (key) => (via ? (1 - share) ** 2 * from[key] + 2 * share * (1 - share) * via[key] + share ** 2 * to[key] : (1 - share) * from[key] + share * to[key]);
    return this.inFrame({ x: along("x"), y: along("y") });
  }

  inFrame({ x, y }) {
    const scale = this.network.getScale();
    const middle = this.network.getViewPosition();
    return { x: (x - middle.x) * scale + this.frame.clientWidth / 2, y: (y - middle.y) * scale + this.frame.clientHeight / 2 };
  }

  isDenied(id) {
    return this.model.statuses.get(this.model.statements.get(id).status).struck;
  }

  /** The places where lines of denied statements are struck out. */
  strikes() {
    if (this.network.getScale() < 0.3) return [];
    const { statements, statuses } = this.model;
    const seen = this.view.emphasised() ? this.view.statementsOfChoice() : [...this.view.shown.statements].map((id) => statements.get(id));
    return seen
      .filter((one) => statuses.get(one.status).struck && this.lineOf(one.id))
      .map((one) => this.onEdge(one.id, 0.36));
  }

  /** Return the shown entity nearest in a direction, as seen from another or from the middle of the picture. */
  towards(id, { x: right, y: down }) {
    const origin = id === null ? this.network.getViewPosition() : this.nodeOf(id);
    let best = null;
    for (const other of this.view.shown.entities) {
      if (other === id) continue;
      const there = this.nodeOf(other);
      const [dx, dy] = [there.x - origin.x, there.y - origin.y];
      const along = dx * right + dy * down;
      const aside = Math.abs(dx * down - dy * right);
      // Half a right angle to either side counts as that direction; what lies straight ahead comes first.
      if (id !== null && (along <= 0 || aside > along)) continue;
      const far = id === null ? Math.hypot(dx, dy) : along + 2 * aside;
      if (best === null || far < best.far) best = { other, far };
    }
    return best && best.other;
  }

  // Moving

  /** What is seen: the middle and the scale, or null if the reader has not moved it. */
  get seen() {
    if (!this.isMoved) return null;
    const { x, y } = this.network.getViewPosition();
    return { x, y, scale: this.network.getScale() };
  }

  see({ x, y, scale }) {
    this.network.moveTo({ position: { x, y }, scale, animation: false });
    this.isMoved = true;
  }

  /** Show all visible entities as large as they and their labels fit. */
  fit({ animate = true } = {}) {
    const spots = [...this.view.shown.entities].map((id) => this.placeOf(id));
    if (!spots.length) return;
    const least = (key) => spots.reduce((low, spot) => Math.min(low, spot[key]), Infinity);
    const most = (key) => spots.reduce((high, spot) => Math.max(high, spot[key]), -Infinity);
    const [left, right, top, bottom] = [least("x"), most("x"), least("y"), most("y")];
    const width = this.frame.clientWidth;
    const height = this.frame.clientHeight - this.covered();
    const sideways = Math.min(64, width * 0.1);
    const above = this.frame.parentElement.querySelector(".bar-frame").clientHeight;
    const scale = Math.max(0.02, Math.min((width - 2 * sideways) / (right - left + 40), Math.max(height - above - 120, 60) / (bottom - top + 40), 1.2));
    this.move((left + right) / 2, (top + bottom) / 2 + (BELOW - above / 2) / scale, scale, animate);
    this.isMoved = false;
  }

  /** Bring an entity into the middle, near enough to read. */
  goTo(id) {
    const { x, y } = this.nodeOf(id);
    this.move(x, y, Math.max(this.network.getScale(), Math.min(NEAR / this.view.weight(id), 0.9)), true);
  }

  /** Bring a statement into the middle, so near that its ends stand apart. */
  goToStatement(id) {
    const { subject, object } = this.model.statements.get(id);
    const [one, other] = [this.nodeOf(subject), this.nodeOf(object)];
    const length = Math.max(Math.hypot(one.x - other.x, one.y - other.y), 1);
    const largest = Math.max(this.view.weight(subject), this.view.weight(object));
    const scale = Math.max(this.network.getScale(), Math.min(1.4, 170 / length, (1.4 * NEAR) / largest));
    this.move((one.x + other.x) / 2, (one.y + other.y) / 2, scale, true);
  }

  zoom(factor) {
    const { x, y } = this.network.getViewPosition();
    this.network.moveTo({ position: { x, y }, scale: Math.min(Math.max(this.network.getScale() * factor, 0.02), 10), animation: false });
    this.moved();
  }

  pan(right, down) {
    const { x, y } = this.network.getViewPosition();
    const scale = this.network.getScale();
    this.network.moveTo({ position: { x: x + right / scale, y: y + down / scale }, scale, animation: false });
    this.moved();
  }

  move(x, middle, scale, animate) {
    const y = middle + this.covered() / 2 / scale;
    const animation = animate && !isCalm() ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
    this.network.moveTo({ position: { x, y }, scale, animation });
  }
}
