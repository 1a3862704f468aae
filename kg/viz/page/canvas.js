// The drawing: vis-network with places given, its own physics and labels off.

const MANY = 800;

function canvasColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (key) => style.getPropertyValue(key).trim();
  return {
    ink: read("--ink"),
    muted: read("--muted"),
    halo: read("--canvas"),
    plain: read("--line-plain"),
    faint: read("--line-faint"),
    denied: read("--line-denied"),
    accent: read("--accent"),
  };
}

class Canvas {
  constructor(frame) {
    this.frame = frame;
    this.colours = canvasColours();
    this.hovered = { node: null, edge: null };
    this.looks = new Map();
    this.labels = 0;
    this.nodes = new vis.DataSet(contents.nodes.map((node) => this.node(node)));
    this.edges = new vis.DataSet(contents.edges.map((edge) => this.edge(edge)));
    this.network = new vis.Network(frame, { nodes: this.nodes, edges: this.edges }, this.options());
    this.quiet();
    this.listen();
  }

  options() {
    const many = contents.nodes.length > MANY;
    return {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: matchMedia("(hover: hover)").matches, hideEdgesOnDrag: many, hideEdgesOnZoom: many, selectConnectedEdges: false, hoverConnectedEdges: false, keyboard: false },
      nodes: { borderWidth: 1, borderWidthSelected: 3, chosen: true },
      edges: { smooth: false, arrows: { to: { scaleFactor: 0.45 } }, arrowStrikethrough: false, selectionWidth: 1.5, hoverWidth: 0.8 },
    };
  }

  /** The picture is named by its frame; the table serves the keyboard. */
  quiet() {
    for (const inner of this.frame.querySelectorAll("[tabindex]")) inner.setAttribute("tabindex", "-1");
  }

  listen() {
    const { network } = this;
    network.on("click", ({ nodes, edges }) => {
      if (nodes.length) chooseEntity(nodes[0]);
      else if (edges.length) chooseStatement(edges[0]);
      else return release();
      if (!this.coveredHeight()) return;
      if (nodes.length) this.goTo(nodes[0]);
      else this.goToStatement(edges[0]);
    });
    network.on("doubleClick", ({ nodes }) => {
      if (!nodes.length) return;
      const again = state.focus && state.focus.id === nodes[0] && state.focus.steps === 1;
      focusOn(nodes[0], again ? 2 : 1);
      this.fit();
    });
    const hover = (changes) => {
      Object.assign(this.hovered, changes);
      this.frame.style.cursor = this.hovered.node !== null || this.hovered.edge !== null ? "pointer" : "";
      network.redraw();
    };
    network.on("hoverNode", ({ node }) => hover({ node }));
    network.on("blurNode", () => hover({ node: null }));
    network.on("hoverEdge", ({ edge }) => hover({ edge }));
    network.on("blurEdge", () => hover({ edge: null }));
    network.on("afterDrawing", (context) => {
      this.labels = drawLabels(context, network, this.colours, this.hovered);
    });
  }

  node({ id, shape, x, y, size }) {
    return { id, shape, x, y, size, ...this.nodeLook(id, null) };
  }

  edge({ id, from, to, width, smooth, selfReference, arrows }) {
    return { id, from, to, width, arrows, ...(smooth ? { smooth } : {}), ...(selfReference ? { selfReference } : {}), ...this.edgeLook(id, null) };
  }

  nodeLook(id, chosen) {
    const background = kindOf(id)[state.theme];
    const dimmed = chosen !== null && !chosen.has(id);
    const bright = { background, border: this.colours.ink };
    return {
      hidden: !shown.entities.has(id),
      opacity: dimmed ? 0.16 : 1,
      color: { background, border: this.colours.halo, highlight: bright, hover: bright },
    };
  }

  edgeLook(id, chosen) {
    const statement = statements.get(id);
    const { tone, dashes } = statuses.get(statement.status);
    const dimmed = chosen !== null && !isEmphasised(statement);
    const color = this.colours[tone];
    return {
      hidden: !shown.statements.has(id),
      dashes: dashes.length ? dashes : false,
      color: { color, highlight: this.colours.accent, hover: this.colours.accent, opacity: dimmed ? 0.1 : 1 },
    };
  }

  /** Bring the picture up to date, touching only what looks different. */
  refresh() {
    const chosen = emphasised();
    this.nodes.update(this.changed(contents.nodes, (id) => this.nodeLook(id, chosen)));
    this.edges.update(this.changed(contents.edges, (id) => this.edgeLook(id, chosen)));
    const nodes = state.entity === null ? [] : [state.entity];
    const edges = state.statement === null ? [] : [state.statement];
    this.network.setSelection({ nodes, edges }, { highlightEdges: false });
  }

  changed(items, lookOf) {
    const changes = [];
    for (const { id } of items) {
      const look = lookOf(id);
      const written = JSON.stringify(look);
      if (this.looks.get(id) === written) continue;
      this.looks.set(id, written);
      changes.push({ id, ...look });
    }
    return changes;
  }

  recolour() {
    this.colours = canvasColours();
    this.refresh();
    this.network.redraw();
  }

  /** Show all visible entities as large as they and their labels fit. */
  fit({ animate = true } = {}) {
    const spots = [...shown.entities].map((id) => this.network.body.nodes[id]);
    if (!spots.length) return;
    const xs = spots.map((node) => node.x);
    const ys = spots.map((node) => node.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const width = this.frame.clientWidth;
    const height = this.frame.clientHeight - this.coveredHeight();
    const sideways = Math.min(64, width * 0.1);
    const scale = Math.min((width - 2 * sideways) / (right - left + 40), Math.max(height - 90, 60) / (bottom - top + 40), 1.2);
    this.move((left + right) / 2, (top + bottom) / 2, Math.max(scale, 0.02), animate);
  }

  /** Bring an entity into the middle, near enough to read. */
  goTo(id) {
    const { x, y } = this.network.body.nodes[id];
    this.move(x, y, Math.max(this.network.getScale(), 0.9), true);
  }

  /** Bring a statement into the middle, so near that its ends stand apart. */
  goToStatement(id) {
    const { subject, object } = statements.get(id);
    const [one, other] = [this.network.body.nodes[subject], this.network.body.nodes[object]];
    const length = Math.max(Math.hypot(one.x - other.x, one.y - other.y), 1);
    const scale = Math.max(this.network.getScale(), Math.min(1.4, 170 / length));
    this.move((one.x + other.x) / 2, (one.y + other.y) / 2, scale, true);
  }

  /** On a narrow screen the panel covers the lower part of the picture: so many pixels. */
  coveredHeight() {
    const panel = byId("panel");
    return getComputedStyle(panel).position === "absolute" ? panel.clientHeight : 0;
  }

  move(x, middle, scale, animate) {
    const y = middle + this.coveredHeight() / 2 / scale;
    const animation = animate && !calm.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
    this.network.moveTo({ position: { x, y }, scale, animation });
  }

  /** Save what is seen, on the page's own background. */
  savePng() {
    const seen = this.network.canvas.frame.canvas;
    const picture = el("canvas", { width: seen.width, height: seen.height });
    const context = picture.getContext("2d");
    context.fillStyle = this.colours.halo;
    context.fillRect(0, 0, picture.width, picture.height);
    context.drawImage(seen, 0, 0);
    picture.toBlob((blob) => {
      const address = URL.createObjectURL(blob);
      const file = contents.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph";
      el("a", { href: address, download: `${file}.png` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    }, "image/png");
  }
}
