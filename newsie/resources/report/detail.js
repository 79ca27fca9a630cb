// The panel beside the views: an incident, an actor, a place, an article, with its evidence.

const PAGE = 30;
let opener = null;

function openDetail(heading, ...content) {
  const panel = byId("detail");
  if (!panel.contains(document.activeElement)) opener = document.activeElement;
  panel.replaceChildren(
    button("×", closeDetail, { class: "close", "aria-label": "Close details" }),
    el("h2", { tabindex: -1 }, heading), ...content.flat(Infinity).filter(Boolean));
  panel.hidden = false;
  document.body.classList.add("open");
  panel.scrollTop = 0;
  panel.querySelector("h2").focus({ preventScroll: true });
}

function closeDetail() {
  byId("detail").hidden = true;
  document.body.classList.remove("open");
  if (opener && opener.isConnected) opener.focus();
}

const facts = (pairs) => el("dl", {}, pairs.filter(([, value]) => value).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));

// A list that shows a part of itself and a button for the next.
function paged(items, make, size = PAGE) {
  const list = el("ul", { class: "plain" });
  const more = button("", grow);
  let at = 0;
  function grow() {
    list.append(...items.slice(at, at + size).map(make));
    at += size;
    more.hidden = at >= items.length;
    more.textContent = `Show ${count(Math.min(size, items.length - at))} more of ${count(items.length)}`;
  }
  grow();
  return [list, more];
}

function showIncident(incident) {
  const articles = articlesOf(incident);
  const other = Object.entries(incident.other || {}).map(([name, value]) => `${count(value)} ${name}`).join(", ");
  openDetail(`${what(incident)}${place(incident) ? `, ${place(incident)}` : ""}`,
    facts([
      ["When", days(incident) || "no date told"],
      ["Where", place(incident) || "no place told"],
      ["By", incident.actors.join("; ")],
      ["Against", incident.targets.join("; ")],
      ["With", incident.weapons.join("; ")],
      ["Killed", toll(incident.killed)],
      ["Injured", toll(incident.injured)],
      ["Also", other],
      ["Told by", `${reporters(incident).join("; ")} (${plural(articles.length, "article")})`],
      ["Type", `${incident.type}${incident.acled ? ` · ACLED: ${incident.acled}` : ""}`],
      ["Id", incident.id],
    ]),
    incident.contested ? el("p", { class: "note" }, "The sources differ on the toll.") : "",
    el("h3", {}, "In the words of the sources"), markLegend(),
    el("ul", { class: "plain" }, evidence(incident.claims.map((n) => DATA.claims[n]), incident.events.map((n) => DATA.events[n]))));
}

function showIncidents(heading, incidents, note) {
  const row = (incident) => el("li", { class: "card" },
    button(`${days(incident) || "undated"} · ${what(incident)}`, () => showIncident(incident), { class: "link" }),
    el("p", {}, [place(incident), incident.killed && `${toll(incident.killed)} killed`,
      incident.injured && `${toll(incident.injured)} injured`].filter(Boolean).join(" · ")));
  openDetail(heading, note ? el("p", {}, note) : "", paged(incidents, row));
}

function showActor(node, edges) {
  const mine = edges.filter((e) => e.from.key === node.key || e.to.key === node.key);
  const events = mine.flatMap((e) => e.events).map((n) => DATA.events[n]);
  const line = (edge) => {
    const types = edge.types.map(([type, n]) => (n > 1 ? `${type} ${n}` : type)).join(", ");
    return el("li", {}, edge.from.key === node.key ? `→ ${types} → ${edge.to.name}` : `← ${types} ← ${edge.from.name}`);
  };
  openDetail(node.name,
    facts([["Kind", node.type === "unnamed" ? "party without a name" : node.type], ["Role", node.role], ["Told", plural(events.length, "event")]]),
    el("ul", { class: "plain lines" }, mine.map(line)),
    el("h3", {}, "In the words of the sources"), markLegend(),
    paged(evidence([], events), (card) => card));
}

function showArticle(number) {
  const article = DATA.articles[number];
  const mine = (row) => row.article === number;
  const claims = DATA.claims.filter(mine);
  openDetail(article.title || outlet(article),
    byline(article),
    facts([["Id", article.id], ["Incidents", count(DATA.incidents.filter((i) => i.articles.includes(number)).length)],
      ["Claims", count(claims.length)], ["Not read", article.error]]),
    el("h3", {}, "Every claim in its sentence"), markLegend(),
    paged(evidence(claims, []), (card) => card));
}
