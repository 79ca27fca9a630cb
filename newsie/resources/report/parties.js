// Who does what to whom, as a graph: parties as nodes, one edge for all that one does to another, and where nodes go.

const CLASS_OF = Object.fromEntries(Object.entries(DATA.classes).flatMap(([name, { types }]) => types.map((t) => [t, name])));
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

// What is drawn: the strongest parties with the links between them, laid out.
function partyGraph() {
  if (GRAPH.unnamed === null) GRAPH.unnamed = strongest(actorEdges()).all < FEW;
  const edges = actorEdges();
  const { nodes, all } = strongest(edges);
  const kept = new Map(nodes.map((node) => [node.key, node]));
  const links = edges.filter((e) => kept.has(e.from.key) && kept.has(e.to.key))
    .map((edge) => ({ edge, a: kept.get(edge.from.key), b: kept.get(edge.to.key) }));
  layOut(nodes, links);
  return { nodes, links, edges, all };
}
