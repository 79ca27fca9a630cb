// The incidents as a table: sorted by any column, the rows opened for their evidence.

const ROWS = 100;
const COLUMNS = [
  ["Date", (i) => i.start, (i) => days(i).split(" – ").flatMap((day, n) => [n ? " – " : "", el("span", { class: "day" }, day)])],
  ["What", (i) => what(i), null],
  ["Where", (i) => place(i) || null, (i) => place(i)],
  ["By", (i) => i.actors[0], (i) => few(i.actors)],
  ["Against", (i) => i.targets[0], (i) => few(i.targets)],
  ["Killed", (i) => best(i.killed), (i) => toll(i.killed), "number"],
  ["Injured", (i) => best(i.injured), (i) => toll(i.injured), "number"],
  ["Sources", (i) => reporters(i).length, (i) => count(reporters(i).length), "number"],
];
const few = (names) => names.slice(0, 2).join("; ") + (names.length > 2 ? ` +${names.length - 2}` : "");
const SORT = { column: -1, down: false };

function sorted(incidents) {
  if (SORT.column < 0) return incidents;
  const key = COLUMNS[SORT.column][1];
  const sign = SORT.down ? -1 : 1;
  const missing = (v) => v === null || v === undefined;
  return [...incidents].sort((a, b) => {
    const x = key(a), y = key(b);
    if (missing(x) || missing(y)) return missing(x) - missing(y); // what is not known comes last either way
    return sign * (typeof x === "number" ? x - y : x.localeCompare(y)) || a.number - b.number;
  });
}

function headings(panel) {
  return el("tr", {}, COLUMNS.map(([name, , , kind], n) => {
    const order = SORT.column !== n ? "none" : SORT.down ? "descending" : "ascending";
    const arrow = SORT.column !== n ? "" : SORT.down ? " ↓" : " ↑";
    return el("th", { scope: "col", class: kind, "aria-sort": order }, button(name + arrow, () => {
      SORT.down = SORT.column === n ? !SORT.down : kind === "number";
      SORT.column = n;
      drawTable(panel);
      panel.querySelectorAll("th button")[n].focus();
    }));
  }));
}

function tableRow(incident) {
  const open = button(what(incident), (event) => { event.stopPropagation(); showIncident(incident); }, { class: "link" });
  const cells = COLUMNS.map(([name, , show, kind]) => el("td", { class: kind, "data-label": name },
    show ? show(incident) : [open, incident.contested ? el("span", { class: "badge" }, "sources differ") : ""]));
  return el("tr", { onclick: () => showIncident(incident) }, cells);
}

function drawTable(panel) {
  const incidents = sorted(SHOWN);
  const body = el("tbody");
  const more = button("", grow);
  let at = 0;
  function grow() {
    body.append(...incidents.slice(at, at + ROWS).map(tableRow));
    at += ROWS;
    more.hidden = at >= incidents.length;
    more.textContent = `Show ${count(Math.min(ROWS, incidents.length - at))} more of ${count(incidents.length)}`;
  }
  grow();
  panel.replaceChildren(
    el("table", {}, el("caption", {}, "What happened, once from all its tellings: most important first, until you sort it. ", SOURCE_LINE),
      el("thead", {}, headings(panel)), body),
    incidents.length ? more : el("p", { class: "note" }, "No incident passes these filters."));
}

VIEWS.push({ name: "Incidents", draw: drawTable });
