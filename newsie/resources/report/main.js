// Tabs, and the start: a view is drawn when it is first looked at, and again when the filters change.

let current = 0;

function drawView() {
  VIEWS[current].draw(byId("panels").children[current]);
}

function showView(number, focus) {
  current = number;
  [...byId("views").children].forEach((tab, n) => {
    tab.setAttribute("aria-selected", n === number);
    tab.tabIndex = n === number ? 0 : -1;
    byId("panels").children[n].hidden = n !== number;
  });
  if (focus) byId("views").children[number].focus();
  drawView();
}

function makeTabs() {
  VIEWS.forEach((view, n) => {
    byId("views").append(button(view.name, () => showView(n), { role: "tab", id: `tab-${n}`, "aria-controls": `panel-${n}` }));
    byId("panels").append(el("section", { role: "tabpanel", id: `panel-${n}`, "aria-labelledby": `tab-${n}`, hidden: true }));
  });
  byId("views").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    showView((current + step + VIEWS.length) % VIEWS.length, true);
  });
}

function summary() {
  const dates = DATA.incidents.map((i) => i.start).filter(Boolean).sort();
  const unread = DATA.articles.filter((a) => a.error).length;
  return [
    plural(DATA.articles.length, "article"),
    unread ? `${count(unread)} could not be read` : "",
    plural(new Set(DATA.articles.map((a) => a.source).filter(Boolean)).size, "source"),
    plural(DATA.incidents.length, "incident"),
    dates.length ? `${dates[0]} – ${dates[dates.length - 1]}` : "",
  ].filter(Boolean).join(" · ");
}

byId("summary").textContent = summary();
byId("footer").textContent = `${SOURCE_LINE} A machine read these articles and errs: follow a figure to its sentence before you use it.`;
makeFilters();
makeTabs();
sayShown();
showView(0);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeDetail(); });
let resized = 0;
let width = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth === width) return; // a phone's bars come and go with the scroll
  width = window.innerWidth;
  clearTimeout(resized);
  resized = setTimeout(drawView, 150);
});
