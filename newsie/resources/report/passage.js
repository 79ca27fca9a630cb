// A sentence with what newsie read in it, and the claim or event in question outlined.

const KINDS = { ACTOR: "actor", PLACE: "place", NUMBER: "number", EVENT: "trigger", DATE: "date" };
const BOUNDS = { "~": "about ", ">": "more than ", ">=": "at least ", "<": "fewer than ", "<=": "at most " };

// Offsets count characters as Python does; JavaScript counts those beyond U+FFFF twice.
function slicer(text) {
  const wide = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  return (start, end) => (wide ? wide.slice(start, end).join("") : text.slice(start, end));
}

function sentence(passage, spans) {
  const slice = slicer(passage.text);
  const asked = (start, end) => spans.some(([s, e]) => start < e && end > s);
  const marks = [...passage.marks];
  for (const [start, end] of spans) {
    if (!marks.some(([s, e]) => s < end && e > start)) marks.push([start, end, "NUMBER"]);
  }
  marks.sort((a, b) => a[0] - b[0]);
  const parts = [];
  let at = 0;
  for (const [start, end, kind] of marks) {
    parts.push(slice(at, start));
    const focus = asked(start, end) ? " focus" : "";
    parts.push(el("mark", { class: KINDS[kind] + focus, title: KINDS[kind] }, slice(start, end)));
    at = end;
  }
  parts.push(slice(at));
  return el("blockquote", {}, parts);
}

function claimWords(claim) {
  const value = (BOUNDS[claim.modifier] || "") + count(claim.value) + (claim.high ? `–${count(claim.high)}` : "");
  const kind = claim.category === "other" || claim.category === claim.noun ? "" : ` · ${claim.category}`;
  return `${value} ${claim.noun || ""}${kind}`;
}

function eventWords(event) {
  const who = event.actor === undefined ? event.who : DATA.entities[event.actor].name;
  const whom = event.target === undefined ? event.whom : DATA.entities[event.target].name;
  const type = event.type + (event.mode ? `/${event.mode}` : "");
  const doubt = [event.negated && "denied or not done", event.modality].filter(Boolean).join(", ");
  return `${who || "?"} → ${type} → ${whom || "?"}${doubt ? ` (${doubt})` : ""}`;
}

function byline(article) {
  const name = outlet(article);
  const link = article.url ? el("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, name) : name;
  return el("p", { class: "byline" }, link, article.published ? ` · ${article.published}` : "");
}

const markLegend = () => el("p", { class: "marks" }, Object.values(KINDS).map((kind) => [el("mark", { class: kind }, kind), " "]));

// Cards, one a sentence, of claims and events; the earliest published first.
function evidence(claims, events) {
  const cards = new Map();
  const items = [...claims.map((c) => [c, claimWords(c)]), ...events.map((e) => [e, eventWords(e)])];
  for (const [item, words] of items) {
    const key = item.passage === undefined ? item : item.passage;
    if (!cards.has(key)) cards.set(key, { item, spans: [], chips: [] });
    const card = cards.get(key);
    if (item.at) card.spans.push(item.at);
    card.chips.push([words, item.by]);
  }
  const published = (card) => DATA.articles[card.item.article].published || "";
  const order = [...cards.values()].sort((a, b) => published(a).localeCompare(published(b)));
  return order.map(({ item, spans, chips }) => el("li", { class: "card" },
    byline(DATA.articles[item.article]),
    item.passage === undefined
      ? el("blockquote", {}, el("mark", { class: "number focus" }, item.quote))
      : sentence(DATA.passages[item.passage], spans),
    el("ul", { class: "chips" }, chips.map(([words, by]) => el("li", {}, words, by ? el("span", {}, ` according to ${by}`) : "")))));
}
