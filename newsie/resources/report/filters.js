// Which incidents are shown. Every view shows the same ones.

const NO_FILTERS = { text: "", type: "", country: "", from: "", until: "", killed: "", contested: false };
const FILTERS = { ...NO_FILTERS };
const SEARCHED = DATA.incidents.map((i) =>
  [what(i), i.type, i.place, i.country, days(i), ...i.actors, ...i.targets, ...i.weapons, ...reporters(i)]
    .filter(Boolean).join("\n").toLowerCase());

function passes(incident) {
  const f = FILTERS;
  if (f.type && what(incident) !== f.type) return false;
  if (f.country && incident.country !== f.country) return false;
  if (f.from && !(incident.start && (incident.end || incident.start) >= f.from)) return false;
  if (f.until && !(incident.start && incident.start <= f.until)) return false;
  if (f.killed !== "" && !(incident.killed && best(incident.killed) >= Number(f.killed))) return false;
  if (f.contested && !incident.contested) return false;
  return f.text.toLowerCase().split(/\s+/).every((word) => SEARCHED[incident.number].includes(word));
}
const filtering = () => Object.values(FILTERS).some((value) => value !== "" && value !== false);
let SHOWN = DATA.incidents;

function setFilters(values) {
  Object.assign(FILTERS, values);
  SHOWN = filtering() ? DATA.incidents.filter(passes) : DATA.incidents;
  for (const field of byId("filters").elements) {
    if (!(field.name in FILTERS)) continue;
    if (field.type === "checkbox") field.checked = FILTERS[field.name];
    else if (field.value !== FILTERS[field.name]) field.value = FILTERS[field.name];
  }
  byId("reset").disabled = !filtering();
  sayShown();
  drawView();
}

function sayShown() {
  const parts = [`${count(SHOWN.length)} of ${plural(DATA.incidents.length, "incident")}`];
  for (const column of ["killed", "injured"]) {
    const known = SHOWN.filter((i) => i[column]);
    if (!known.length) continue;
    const range = [0, 1, 2].map((n) => sum(known, (i) => i[column][n] ?? best(i[column])));
    parts.push(`${toll(range)} ${column}`);
  }
  byId("shown").textContent = parts.join(" · ");
}

function choice(name, label, values) {
  const options = [...new Set(values.filter(Boolean))].sort().map((v) => el("option", { value: v }, v));
  return el("label", {}, label, el("select", { name }, el("option", { value: "" }, "all"), options));
}

function makeFilters() {
  const form = byId("filters");
  const field = (label, attributes) => el("label", {}, label, el("input", attributes));
  form.append(
    field("Search", { name: "text", type: "search", placeholder: "place, actor, weapon, source" }),
    el("details", { open: window.innerWidth > 640 }, el("summary", {}, "More filters"), el("div", {},
      choice("type", "Type", DATA.incidents.map(what)),
      choice("country", "Country", DATA.incidents.map((i) => i.country)),
      field("From", { name: "from", type: "date" }),
      field("Until", { name: "until", type: "date" }),
      field("Killed at least", { name: "killed", type: "number", min: 0, inputmode: "numeric" }),
      el("label", { class: "tick" }, el("input", { name: "contested", type: "checkbox" }), "Sources differ"),
      button("Clear", () => setFilters(NO_FILTERS), { id: "reset", disabled: true }))));
  form.addEventListener("submit", (event) => event.preventDefault());
  let waiting = 0;
  const changed = (event) => {
    const { name, type, checked, value } = event.target;
    clearTimeout(waiting);
    waiting = setTimeout(() => setFilters({ [name]: type === "checkbox" ? checked : value }), type === "search" ? 120 : 0);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed); // a list chosen from by assistive software may say this alone
}
