// The picture of who does what to whom: it moves, zooms, and each node gives its evidence.

const SHAPES = { person: "circle", unnamed: "circle", country: "square", government: "square", place: "square", facility: "square" };
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

// The parts of the picture, in the order of the nodes and links they stand for.
function graphParts({ nodes, links, edges }) {
  return {
    paths: links.map(({ edge }) => draw("path", {
      class: `edge ${edge.kind}`, "marker-end": `url(#head-${edge.kind})`, "stroke-width": 1 + Math.min(3, Math.log2(edge.events.length)) })),
    signs: nodes.map((node) => {
      const words = `${node.name}: ${plural(node.told, "event")}`;
      return pressable(draw("g", { class: "actor" }, shape(node, node.type), draw("title", {}, words)), words, () => showActor(node, edges));
    }),
    types: links.map(({ edge }) => draw("text", { class: "edge-label" },
      edge.types.map(([type, n]) => (n > 1 ? `${type} ${n}` : type)).slice(0, 2).join(", "))),
    names: nodes.map((node) => draw("text", { class: "node-label" }, brief(node.name))),
  };
}

function arrowHead(kind) {
  return draw("marker", { id: `head-${kind}`, class: `head ${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4,
    markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" }, draw("path", { d: "M0 0L8 4L0 8z" }));
}

// An arc from one point to the rim of a node at another; those to and fro bend to different sides.
function arc([ax, ay], [bx, by], rim) {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const bend = Math.min(26, length / 5) / length;
  const mx = (ax + bx) / 2 - (by - ay) * bend, my = (ay + by) / 2 + (bx - ax) * bend;
  const short = (rim * 1.15 + 3) / (Math.hypot(bx - mx, by - my) || 1);
  const d = `M${ax} ${ay}Q${mx} ${my} ${bx - (bx - mx) * short} ${by - (by - my) * short}`;
  return { d, length, middle: [(ax + bx) / 4 + mx / 2, (ay + by) / 4 + my / 2] };
}

// Put the parts where the view has them; signs keep their size, and labels that would cover others hide.
function placeParts({ nodes, links }, parts, { k, x, y }, { width, height }) {
  const at = (node) => [node.x * k + x, node.y * k + y];
  const fits = labelKeeper(width, height);
  const label = (text, px, py, size, wanted) => {
    fill(text, { x: px, y: py }, []);
    text.style.display = wanted && fits(text.textContent, px, py, size) ? "" : "none";
  };
  nodes.forEach((node, i) => {
    const [px, py] = at(node);
    parts.signs[i].setAttribute("transform", `translate(${px} ${py})`);
    label(parts.names[i], px, py + node.r + 14, 12, true);
  });
  fits.avoid(nodes.map((node) => [at(node)[0] - node.r, at(node)[1] - node.r, at(node)[0] + node.r, at(node)[1] + node.r]));
  links.forEach(({ a, b }, i) => {
    const { d, length, middle } = arc(at(a), at(b), b.r);
    parts.paths[i].setAttribute("d", d);
    label(parts.types[i], middle[0], middle[1] + 3, 10, length > 90);
  });
}

function graphCaption({ nodes, all }) {
  const parties = `${plural(nodes.length, "party", "parties")} of ${count(all)}${nodes.length < all ? ", the most told" : ""}`;
  return el("p", { class: "caption" }, `Who does what to whom: ${parties}. An arrow goes from the doer; size and width show how often it is told. `, SOURCE_LINE);
}

function drawGraph(panel) {
  const graph = partyGraph();
  const parts = graphParts(graph);
  const frame = draw("svg", { class: "frame", tabindex: 0, role: "group", "aria-label": "Graph of parties. Arrow keys move it, plus and minus zoom." },
    draw("defs", {}, Object.keys(DATA.classes).map(arrowHead)), parts.paths, parts.signs, parts.types, parts.names);
  const mover = panZoom(frame, () => placeParts(graph, parts, mover.view, frame.getBoundingClientRect()), [0.5, 12]);
  panel.replaceChildren(
    el("div", { class: "tools" }, graphCaption(graph), graphTools(panel)),
    el("div", { class: "stage" }, frame, mover.tools), legend());
  if (!graph.nodes.length) panel.append(el("p", { class: "note" }, "No event here has both a known actor and a known target."));
  mover.start(fitted(graph.nodes, frame.getBoundingClientRect()));
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
