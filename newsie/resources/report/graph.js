// Who does what to whom: actors as nodes, one arrow for all that one does to another.

const CLASS_OF = Object.fromEntries(Object.entries(DATA.classes).flatMap(([name, { types }]) => types.map((t) => [t, name])));
const SHAPES = { person: "circle", unnamed: "circle", country: "square", government: "square", place: "square", facility: "square" };
const LIMITS = [25, 60, 150, 400];
const FEW = 10; // below so many known actors, the parties that have no name are drawn as well
const NARROW = window.innerWidth <= 640;
const GRAPH = { limit: NARROW ? 25 : 60, unnamed: null };

// Whom an event names at one end: a known entity, or words ("five men") that mean something in their article alone.
function party(event, entity, words) {
  if (event[entity] !== undefined) return { key: `#${event[entity]}`, ...DATA.entities[event[entity]] };
  if (!GRAPH.unnamed || !event[words]) return null;
  return { key: `${event.article} ${event[words].toLowerCase()}`, name: event[words], type: "unnamed" };
}

// One edge an ordered pair, of the events of the incidents shown (of all events when none is filtered out).
function actorEdges() {
  const within = filtering() ? [...new Set(SHOWN.flatMap((i) => i.events))] : DATA.events.keys();
  const edges = new Map();
  for (const n of within) {
    const event = DATA.events[n];
    const from = party(event, "actor", "who"), to = party(event, "target", "whom");
    if (event.negated || !from || !to || from.key === to.key) continue;
    const key = `${from.key} ${to.key}`;
    if (!edges.has(key)) edges.set(key, { from, to, events: [], told: {} });
    const edge = edges.get(key);
    edge.events.push(n);
    edge.told[event.type] = (edge.told[event.type] || 0) + 1;
  }
  for (const edge of edges.values()) {
    edge.types = Object.entries(edge.told).sort((a, b) => b[1] - a[1]);
    edge.kind = CLASS_OF[edge.types[0][0]] || "other";
  }
  return [...edges.values()];
}

function strongest(edges) {
  const weight = new Map();
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      if (!weight.has(end.key)) weight.set(end.key, { ...end, told: 0 });
      weight.get(end.key).told += edge.events.length;
    }
  }
  const order = [...weight.values()].sort((a, b) => b.told - a.told); // of equals the first told stays first
  const within = new Set(order.slice(0, GRAPH.limit).map((node) => node.key));
  const joined = new Set(edges.filter((e) => within.has(e.from.key) && within.has(e.to.key)).flatMap((e) => [e.from.key, e.to.key]));
  const nodes = order.filter((node) => joined.has(node.key)); // what is left without an edge has no picture
  for (const node of nodes) node.r = (NARROW ? 0.65 : 1) * (5 + Math.min(11, 1.8 * Math.sqrt(node.told)));
  return { nodes, all: order.length };
}

// Fruchterman and Reingold's layout from a spiral: the same data gives the same picture.
function layOut(nodes, links) {
  const n = nodes.length;
  const ideal = 90;
  nodes.forEach((node, i) => {
    const far = ideal * 0.6 * Math.sqrt(i), turn = i * 2.39996;
    Object.assign(node, { x: far * Math.cos(turn), y: far * Math.sin(turn) });
  });
  const rounds = n > 200 ? 80 : 250;
  const gravity = 0.04 + 2 / (n + 1);
  for (const node of nodes) node.degree = 0;
  for (const { a, b } of links) { a.degree++; b.degree++; }
  for (let round = 0; round < rounds; round++) {
    const heat = ideal * (1 - round / rounds) * 0.5 + 0.5;
    for (const node of nodes) { node.dx = -node.x * gravity; node.dy = -node.y * gravity * (NARROW ? 0.7 : 2.2); }
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const a = nodes[i], b = nodes[j];
        const x = a.x - b.x, y = a.y - b.y;
        const push = (ideal * ideal) / (x * x + y * y + 1);
        a.dx += x * push / 4; a.dy += y * push / 4;
        b.dx -= x * push / 4; b.dy -= y * push / 4;
      }
    }
    for (const { a, b } of links) {
      const x = b.x - a.x, y = b.y - a.y;
      const pull = Math.hypot(x, y) / ideal / 5 / Math.sqrt(Math.min(a.degree, b.degree)); // hubs would draw all into a knot
      a.dx += x * pull; a.dy += y * pull;
      b.dx -= x * pull; b.dy -= y * pull;
    }
    for (const node of nodes) {
      const size = Math.hypot(node.dx, node.dy) || 1;
      node.x += (node.dx / size) * Math.min(size, heat);
      node.y += (node.dy / size) * Math.min(size, heat);
    }
  }
}

const brief = (name) => (name.length > 32 ? `${name.slice(0, 31)}…` : name);

function shape(node, type) {
  const kind = SHAPES[type] || "diamond";
  if (kind === "circle") return draw("circle", { class: `node ${type}`, r: node.r });
  const r = node.r * 0.9;
  return draw("rect", { class: `node ${kind}`, x: -r, y: -r, width: 2 * r, height: 2 * r, transform: kind === "diamond" ? "rotate(45)" : null });
}

function legend() {
  const line = (kind) => draw("svg", { width: 34, height: 10, "aria-hidden": "true" },
    draw("line", { class: `edge ${kind}`, x1: 1, x2: 33, y1: 5, y2: 5 }));
  const sign = (type) => draw("svg", { width: 16, height: 16, viewBox: "-8 -8 16 16", "aria-hidden": "true" }, shape({ r: 5 }, type));
  return el("p", { class: "legend" },
    Object.entries(DATA.classes).map(([kind, { label }]) => el("span", {}, line(kind), label)),
    [["person", "Person"], ["country", "State or place"], ["group", "Group or body"], ["unnamed", "Party without a name"]].map(([type, name]) => el("span", {}, sign(type), name)));
}

function graphTools(panel) {
  const change = (values) => { Object.assign(GRAPH, values); drawGraph(panel); };
  return el("div", { class: "choices" },
    el("label", { class: "tick" }, el("input", { type: "checkbox", name: "unnamed", checked: GRAPH.unnamed,
      onchange: (event) => change({ unnamed: event.target.checked }) }), "Parties without a name"),
    el("select", { "aria-label": "How many parties to draw", onchange: (event) => change({ limit: Number(event.target.value) }) },
      LIMITS.map((n) => el("option", { value: n, selected: n === GRAPH.limit }, `at most ${n}`)),
      el("option", { value: 1e9, selected: GRAPH.limit === 1e9 }, "all")));
}

function drawGraph(panel) {
  if (GRAPH.unnamed === null) GRAPH.unnamed = strongest(actorEdges()).all < FEW;
  const edges = actorEdges();
  const { nodes, all } = strongest(edges);
  const kept = new Map(nodes.map((node) => [node.key, node]));
  const links = edges.filter((e) => kept.has(e.from.key) && kept.has(e.to.key)).map((edge) => ({ edge, a: kept.get(edge.from.key), b: kept.get(edge.to.key) }));
  layOut(nodes, links);
  const frame = draw("svg", { class: "frame", tabindex: 0, role: "group", "aria-label": "Graph of actors. Arrow keys move it, plus and minus zoom." });
  const head = ([kind]) => draw("marker", { id: `head-${kind}`, class: `head ${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" },
    draw("path", { d: "M0 0L8 4L0 8z" }));
  const paths = links.map(({ edge }) => draw("path", {
    class: `edge ${edge.kind}`, "marker-end": `url(#head-${edge.kind})`, "stroke-width": 1 + Math.min(3, Math.log2(edge.events.length)) }));
  const edgeTexts = links.map(({ edge }) => draw("text", { class: "edge-label" }, edge.types.map(([t, n]) => (n > 1 ? `${t} ${n}` : t)).slice(0, 2).join(", ")));
  const groups = nodes.map((node) => {
    const words = `${node.name}: ${plural(node.told, "event")}`;
    return pressable(draw("g", { class: "actor" }, shape(node, node.type), draw("title", {}, words)), words, () => showActor(node, edges));
  });
  const nodeTexts = nodes.map((node) => draw("text", { class: "node-label" }, brief(node.name)));
  frame.append(draw("defs", {}, Object.entries(DATA.classes).map(head)), ...paths, ...groups, ...edgeTexts, ...nodeTexts);

  function place() {
    const { k, x, y } = mover.view;
    const { width, height } = frame.getBoundingClientRect();
    const at = (node) => [node.x * k + x, node.y * k + y];
    const fits = labelKeeper(width, height);
    nodes.forEach((node, i) => {
      const [px, py] = at(node);
      groups[i].setAttribute("transform", `translate(${px} ${py})`);
      fill(nodeTexts[i], { x: px, y: py + node.r + 14 }, []);
      nodeTexts[i].style.display = fits(brief(node.name), px, py + node.r + 14, 12) ? "" : "none";
    });
    fits.avoid(nodes.map((node) => {
      const [px, py] = at(node);
      return [px - node.r, py - node.r, px + node.r, py + node.r];
    }));
    links.forEach(({ a, b }, i) => {
      const [ax, ay] = at(a), [bx, by] = at(b);
      const length = Math.hypot(bx - ax, by - ay) || 1;
      const ux = (bx - ax) / length, uy = (by - ay) / length;
      const bend = Math.min(26, length / 5);
      const mx = (ax + bx) / 2 - uy * bend, my = (ay + by) / 2 + ux * bend;
      const reach = Math.hypot(bx - mx, by - my) || 1;
      const gap = b.r * 1.15 + 3;
      paths[i].setAttribute("d", `M${ax} ${ay}Q${mx} ${my} ${bx - ((bx - mx) / reach) * gap} ${by - ((by - my) / reach) * gap}`);
      const lx = (ax + bx) / 4 + mx / 2, ly = (ay + by) / 4 + my / 2;
      fill(edgeTexts[i], { x: lx, y: ly + 3 }, []);
      edgeTexts[i].style.display = length > 90 && fits(edgeTexts[i].textContent, lx, ly + 3, 10) ? "" : "none";
    });
  }
  const mover = panZoom(frame, place, [0.5, 12]);
  panel.replaceChildren(
    el("div", { class: "tools" }, el("p", { class: "caption" }, `Who does what to whom: ${plural(nodes.length, "party", "parties")} of ${count(all)}${nodes.length < all ? ", the most told" : ""}. `
      + "An arrow goes from the doer; size and width show how often it is told. ", SOURCE_LINE), graphTools(panel)),
    el("div", { class: "stage" }, frame, mover.tools), legend());
  if (!nodes.length) panel.append(el("p", { class: "note" }, "No event here has both a known actor and a known target."));
  mover.start(fitted(nodes, frame.getBoundingClientRect()));
}

// The view that shows all points, with a margin for labels.
function fitted(points, { width, height }) {
  if (!points.length) return { k: 1, x: width / 2, y: height / 2 };
  const xs = points.map((p) => p.x), ys = points.map((p) => p.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min((width - Math.min(200, width / 3)) / (right - left || 1), (height - 90) / (bottom - top || 1), 1.6);
  return { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2 };
}

VIEWS.push({ name: "Who does what to whom", draw: drawGraph });
