// What every part uses: the data, elements made without markup, numbers and dates as words.

const DATA = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== "") node.append(child);
  }
  return node;
}
const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const draw = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const button = (text, onclick, attributes) => el("button", { type: "button", onclick, ...attributes }, text);

const count = (value) => value.toLocaleString("en", { maximumFractionDigits: 2 });
const plural = (n, one, many) => `${count(n)} ${n === 1 ? one : many || one + "s"}`;

// A toll as it is known: "7", or "7 (5–9)" where the tellings differ.
function toll(range) {
  if (!range) return "";
  const [low, best, high] = range;
  const known = best ?? high ?? low;
  if (low === high || low === null || high === null) return count(known);
  return `${count(known)} (${count(low)}–${count(high)})`;
}
const best = (range) => (range ? range[1] ?? range[2] ?? range[0] : null);

function days(incident) {
  if (!incident.start) return "";
  if (!incident.end || incident.end === incident.start) return incident.start;
  return `${incident.start} – ${incident.end}`;
}
const capital = (word) => word[0].toUpperCase() + word.slice(1).toLowerCase().replaceAll("_", " ");
const what = (incident) => incident.acled || capital(incident.type);
const place = (incident) => [...new Set([incident.place, incident.country].filter(Boolean))].join(", ");
const countryOnly = (incident) => !incident.place || incident.place === incident.country;
const outlet = (article) => article.source || article.title || article.id;
const articlesOf = (incident) => incident.articles.map((n) => DATA.articles[n]);
const reporters = (incident) => [...new Set(articlesOf(incident).map(outlet))];
const sum = (items, value) => items.reduce((total, item) => total + (value(item) ?? 0), 0);

DATA.incidents.forEach((incident, number) => { incident.number = number; });
const SOURCE_LINE = (() => {
  const names = [...new Set(DATA.articles.map((a) => a.source).filter(Boolean))].sort();
  const some = names.slice(0, 6).join(", ") + (names.length > 6 ? ` and ${names.length - 6} more` : "");
  return `Read by newsie ${DATA.newsie} from ${plural(DATA.articles.length, "article")}${some ? ` (${some})` : ""}.`;
})();

// Each view registers itself: a name for its tab, and how it draws the incidents that are shown.
const VIEWS = [];
