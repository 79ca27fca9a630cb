// Tolls with their range, and what each source says.

const TOLLS = { column: "killed" };
const PIECE = 40;

// Positions from 0 to 1; on a logarithm of (1 + n) where the greatest would dwarf the rest.
function tollScale(most) {
  const steep = most > 100;
  const at = steep ? (v) => Math.log1p(v) / Math.log1p(most) : (v) => v / (most || 1);
  const marks = steep ? [0, 1, 10, 100, 1000, 10000, 100000].filter((v) => v <= most) : ticks(most);
  return { at, marks, steep };
}

function rangeBar([low, middle, high], { at }) {
  const x = (v) => 4 + 92 * at(v);
  const from = low ?? middle ?? high, to = high ?? middle ?? low;
  return draw("svg", { class: "range", "aria-hidden": "true" },
    draw("line", { class: "whisker", x1: `${x(from)}%`, x2: `${x(to)}%`, y1: 12, y2: 12 }),
    [from, to].map((v) => draw("line", { class: "whisker", x1: `${x(v)}%`, x2: `${x(v)}%`, y1: 6, y2: 18 })),
    draw("circle", { class: "best", cx: `${x(middle ?? from)}%`, cy: 12, r: 5 }));
}

function axis({ at, marks }) {
  return draw("svg", { class: "range axis-row", "aria-hidden": "true" },
    marks.map((v) => draw("text", { class: "tick", x: `${4 + 92 * at(v)}%`, y: 14, "text-anchor": "middle" }, count(v))));
}

// What each source says: its claims of this kind, in order of publication, each once.
function saidOf(incident, column) {
  const claims = incident.claims.map((n) => DATA.claims[n]).filter((c) => c.category === column);
  const order = [...claims].sort((a, b) => (DATA.articles[a.article].published || "").localeCompare(DATA.articles[b.article].published || ""));
  return [...new Set(order.map((c) => `${outlet(DATA.articles[c.article])}: ${c.quote}${c.part === undefined ? "" : " of them"}`))];
}

function drawTolls(panel) {
  const column = TOLLS.column;
  const known = SHOWN.filter((i) => i[column]).sort((a, b) => best(b[column]) - best(a[column]) || a.number - b.number);
  const scale = tollScale(Math.max(0, ...known.map((i) => Math.max(...i[column].filter((v) => v !== null)))));
  const pick = el("fieldset", { class: "pick" }, el("legend", {}, "Toll"), ["killed", "injured"].map((name) =>
    el("label", { class: "tick" }, el("input", { type: "radio", name: "toll", value: name, checked: name === column,
      onchange: () => { TOLLS.column = name; drawTolls(panel); panel.querySelector(`input[value=${name}]`).focus(); } }), name)));
  const row = (incident) => {
    const said = saidOf(incident, column);
    return el("li", { class: "toll" },
      button([place(incident) || what(incident), days(incident)].filter(Boolean).join(", "), () => showIncident(incident), { class: "link" }),
      el("span", { class: "figure" }, toll(incident[column])),
      rangeBar(incident[column], scale),
      el("span", { class: "said" }, said.slice(0, 4).join(" · ") + (said.length > 4 ? ` · ${said.length - 4} more` : ""),
        incident.contested ? el("span", { class: "badge" }, "sources differ") : ""));
  };
  panel.replaceChildren(
    el("div", { class: "tools" }, el("p", { class: "caption" }, `People ${column}: the dot is the best figure, the line runs from the lowest to the highest`,
      scale.steep ? "; the scale is logarithmic. " : ". ", SOURCE_LINE), pick),
    known.length ? el("div", { class: "toll heads" }, el("span", {}, "Incident"), el("span", { class: "figure" }, `People ${column}`), axis(scale), el("span", {}, "Sources")) : "",
    ...paged(known, row, PIECE),
    known.length ? "" : el("p", { class: "note" }, `No incident here has people ${column}.`));
}

VIEWS.push({ name: "Tolls", draw: drawTolls });
