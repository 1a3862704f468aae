// The page put together: header, keys, addresses, and the handle for tests.

import { read, setFilters, written } from "./address.js";
import { Bar } from "./bar.js";
import { canDraw, Canvas } from "./canvas.js";
import { announce, byId } from "./dom.js";
import { Legend } from "./legend.js";
import { Model } from "./model.js";
import { Panel } from "./panel.js";
import { Reserve } from "./reserve.js";
import { Search } from "./search.js";
import { Table } from "./table.js";
import { startMenu, startTaking, startTheme } from "./tools.js";
import { View } from "./view.js";
import { counted } from "./words.js";

const ARROWS = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };
const SETTLED = 300;

/** What the reader can do; the parts of the page call it. */
class Explorer {
  constructor() {
    this.model = new Model(JSON.parse(byId("opening").textContent));
    this.reserve = new Reserve(this.model);
    this.view = new View(this.model);
    this.draws = canDraw();
    this.canvas = null;
    this.bar = null;
    /** Whether the view is just being set to what the address says, which then need not be written. */
    this.isFollowing = false;
    this.timer = null;
  }

  // Choosing

  /** Choose an entity and bring it into view. */
  async goTo(id) {
    if (this.view.from !== null && this.view.from !== id) return this.endPath(id);
    await this.choose(id);
    if (this.canvas && !this.view.table) this.canvas.goTo(id);
  }

  /** Go to what was searched for; the picture takes the keys from there. */
  async find(id) {
    await this.goTo(id);
    (this.view.table ? byId("panel") : byId("canvas")).focus({ preventScroll: true });
  }

  /** Choose an entity where it stands. */
  async choose(id) {
    this.view.chooseEntity(id);
    await this.everything();
  }

  openStatement(id) {
    this.view.chooseStatement(id);
    if (this.canvas && !this.view.table) this.canvas.goToStatement(id);
    byId("panel").focus({ preventScroll: true });
  }

  touchEntity(id) {
    if (this.view.from !== null && this.view.from !== id) return this.endPath(id);
    const done = this.choose(id);
    if (this.covered()) this.canvas.goTo(id);
    return done;
  }

  touchStatement(id) {
    this.view.chooseStatement(id);
    if (this.covered()) this.canvas.goToStatement(id);
  }

  release() {
    if (this.view.entity !== null || this.view.statement !== null) this.view.release();
  }

  // Showing a part

  async focus(id, steps) {
    await this.everything();
    this.view.focusOn(id, steps);
    this.fit();
  }

  /** A double click: one step around, and then two. */
  step(id) {
    const { focus } = this.view;
    return this.focus(id, focus && focus.id === id && focus.steps === 1 ? 2 : 1);
  }

  /** Ask for the other end of a path; what is chosen next is that. */
  beginPath(id) {
    this.view.change({ from: this.view.from === id ? null : id });
    if (this.view.from !== null) byId("search").focus();
  }

  async endPath(id) {
    const { from } = this.view;
    await this.everything();
    this.view.connect(from, id);
    this.fit();
    announce(this.view.chains.length ? counted(this.view.chains.length, "shortest chain") : "Nothing connects them");
  }

  async draw(what) {
    await this.everything();
    this.view.draw(what);
    this.view.change({}, { keep: true });
    if (what.startsWith("+")) this.fit();
  }

  /** Close the panel. */
  close() {
    if (this.view.entity !== null || this.view.statement !== null) this.view.release();
    else this.reset();
  }

  /** Step out of what is open, one thing at a time; an entity goes together with the focus on it. */
  back() {
    const { view } = this;
    const isFocus = view.focus !== null && view.entity === view.focus.id;
    if (view.from !== null) view.change({ from: null });
    else if (!isFocus && (view.entity !== null || view.statement !== null)) view.release();
    else this.reset();
  }

  reset() {
    const { view } = this;
    const wasPart = view.focus !== null || view.path !== null;
    if (wasPart || view.entity !== null || view.statement !== null || view.from !== null) view.reset();
    if (wasPart) this.fit();
  }

  fit() {
    if (!this.canvas) return;
    this.canvas.fit();
    this.moved();
  }

  setTable(open) {
    this.view.change({ table: open || !this.draws }, { keep: true });
  }

  /** Read what the file holds beyond the first picture. */
  async everything() {
    if (this.model.isWhole) return;
    this.bar.busy = "Reading the rest of the graph …";
    this.bar.tell();
    await this.reserve.whole();
    this.bar.busy = "";
    this.view.change();
  }

  /** On a narrow screen the panel covers the lower part of the picture: so many pixels. */
  covered() {
    const panel = byId("panel");
    return getComputedStyle(panel).position === "absolute" ? panel.clientHeight : 0;
  }

  // The address

  /** Write the address of what is seen; with `keep` the one before stays behind the Back button. */
  write({ keep = false } = {}) {
    const fragment = "#" + written(this.view, this.canvas?.seen ?? null);
    if (fragment === (location.hash || "#")) return;
    const address = fragment === "#" ? location.pathname + location.search : fragment;
    try {
      if (keep) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      /* a page inside another may have no history of its own */
    }
  }

  /** The picture was moved: once it rests, its address says where. */
  moved() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), SETTLED);
  }

  /** Show what the address says. */
  async follow() {
    const fragment = location.hash.slice(1);
    let said = read(fragment, this.model);
    if ((said.unknown || said.added.length) && !this.model.isWhole) {
      await this.everything();
      said = read(fragment, this.model);
    }
    if (said.unknown) announce("The address names something that this page does not hold");
    setFilters(this.view.filters, said.filters);
    this.view.redraw(said.added);
    const { entity } = said.changes;
    if (entity !== null && !this.view.drawn.has(entity)) this.view.draw(entity);
    this.isFollowing = true;
    this.view.change({ ...said.changes, table: said.changes.table || !this.draws });
    this.isFollowing = false;
    if (!this.canvas) return;
    if (said.seen) this.canvas.see(said.seen);
    else if (said.changes.statement !== null) this.canvas.goToStatement(said.changes.statement);
    else if (said.changes.entity !== null && !said.changes.focus) this.canvas.goTo(said.changes.entity);
    else this.canvas.fit({ animate: false });
  }

  // Keys

  onKey(event) {
    const inDialog = event.target.closest("dialog");
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || inDialog || (typing && event.key !== "Escape")) return;
    if (event.target === byId("canvas") && this.onCanvasKey(event)) return event.preventDefault();
    const { view } = this;
    const act = {
      "/": () => byId("search").focus(),
      t: () => this.setTable(!view.table),
      f: () => this.fit(),
      1: () => view.entity !== null && this.focus(view.entity, 1),
      2: () => view.entity !== null && this.focus(view.entity, 2),
      p: () => view.entity !== null && this.beginPath(view.entity),
      h: () => view.entity !== null && view.hide(view.entity),
      "?": () => byId("about").showModal(),
      Escape: () => (byId("legend").classList.contains("is-open") ? openLegend(false) : this.back()),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    if (event.key !== "Escape") event.preventDefault();
    act();
  }

  /** Arrow keys go from entity to entity, with Shift they move the picture; returns whether the key was one of these. */
  onCanvasKey({ key, shiftKey }) {
    const { canvas, view } = this;
    if (!canvas) return false;
    const way = ARROWS[key];
    if (way && shiftKey) canvas.pan(way.x * 80, way.y * 80);
    else if (way) {
      const next = canvas.towards(view.entity, way);
      if (next === null) return true;
      this.choose(next);
      canvas.goTo(next);
      announce(`${this.model.label(next)}, ${this.model.kind(next).label}, ${counted(this.model.about(next).length, "statement")}`);
    } else if (key === "+" || key === "=") canvas.zoom(1.25);
    else if (key === "-") canvas.zoom(0.8);
    else if (key === "Enter" && (view.entity !== null || view.statement !== null)) byId("panel").focus();
    else return false;
    return true;
  }
}

function openLegend(open) {
  byId("legend").classList.toggle("is-open", open);
  byId("open-legend").setAttribute("aria-expanded", String(open));
}

function wire(explorer) {
  const { view } = explorer;
  byId("fit").addEventListener("click", () => explorer.fit());
  byId("go-back").addEventListener("click", () => history.back());
  byId("go-on").addEventListener("click", () => history.forward());
  byId("toggle-table").addEventListener("click", () => explorer.setTable(!view.table));
  byId("open-legend").addEventListener("click", () => openLegend(!byId("legend").classList.contains("is-open")));
  byId("open-about").addEventListener("click", () => byId("about").showModal());
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    explorer.setTable(true);
    byId("table").focus();
  });
  document.addEventListener("keydown", (event) => explorer.onKey(event));
  addEventListener("popstate", () => explorer.follow());
  addEventListener("hashchange", () => location.hash.slice(1) !== written(view, explorer.canvas?.seen ?? null) && explorer.follow());
  startMenu(byId("open-take"), byId("take"));
  startTaking(view, explorer.canvas, (words) => { explorer.bar.busy = words; explorer.bar.tell(); setTimeout(() => { explorer.bar.busy = ""; explorer.bar.tell(); }, 3000); });
}

/** Bring the header in line with the view. */
function tellTools(view, { canvas, draws }) {
  byId("toggle-table").setAttribute("aria-pressed", String(view.table));
  byId("toggle-table").disabled = !draws;
  byId("canvas").inert = view.table;
  for (const id of ["fit", "save-png", "save-svg"]) byId(id).disabled = view.table || !canvas;
}

async function start() {
  const explorer = new Explorer();
  const { view, model, reserve } = explorer;
  view.renew();
  startTheme(model, (theme) => { view.theme = theme; explorer.canvas?.recolour(); });
  byId("no-canvas").hidden = explorer.draws;
  if (model.core.length && explorer.draws) explorer.canvas = new Canvas(byId("canvas"), view, explorer, () => explorer.covered());
  const { canvas } = explorer;
  explorer.bar = new Bar(byId("bar"), byId("shown"), view, explorer);
  const panel = new Panel(byId("panel"), view, reserve, explorer);
  const legend = new Legend(byId("legend"), view);
  const table = new Table(byId("table"), view, explorer);
  new Search(byId("search"), byId("matches"), model, { ready: () => reserve.names(), choose: (id) => explorer.find(id) });
  // The panel comes first: the picture makes room for it.
  for (const part of [panel, legend, table, explorer.bar]) view.onChange(() => part.refresh());
  view.onChange(() => canvas?.refresh());
  view.onChange(() => tellTools(view, explorer));
  view.onChange((how) => explorer.isFollowing || explorer.write(how));
  wire(explorer);
  window.__kg = handle(explorer);
  explorer.isFollowing = true;
  view.change({ table: !explorer.draws });
  explorer.isFollowing = false;
  if (location.hash.length > 1) await explorer.follow();
  else if (model.chosen !== null) await explorer.goTo(model.chosen);
  const ready = () => { document.documentElement.dataset.ready = "1"; };
  if (!canvas || canvas.isDrawn) return ready();
  canvas.network.once("afterDrawing", () => requestAnimationFrame(ready));
}

/**
 * The handle for tests, and for nothing else.
 *   network     the vis-network, or null where nothing is drawn
 *   nodeAt(id), edgeAt(id)   where an entity or the middle of a statement is, in pixels of the window
 *   place(id)   where an entity is, in the units of the picture
 *   labels()    how many labels are drawn
 *   view, model, explorer    what is chosen and shown, what is held, what can be done
 */
function handle(explorer) {
  const { canvas, view, model } = explorer;
  const inWindow = ({ x, y }) => {
    const box = byId("canvas").getBoundingClientRect();
    return { x: box.left + x, y: box.top + y };
  };
  return {
    network: canvas && canvas.network,
    view,
    model,
    explorer,
    labels: () => (canvas ? canvas.labels.filter((label) => label.id !== undefined).length : 0),
    place: (id) => (({ x, y }) => ({ x, y }))(canvas.nodeOf(id)),
    nodeAt: (id) => inWindow(canvas.inFrame(canvas.nodeOf(id))),
    edgeAt: (id) => inWindow(canvas.onEdge(id, 0.5)),
  };
}

start();
