// Where: one sign a place on the world's coastlines. No borders are drawn: some are what is fought over.

const PER_DEGREE = 100;
const KM_A_DEGREE = 111.2;

function spots() {
  const found = new Map();
  for (const incident of SHOWN) {
    if (incident.lat === undefined || incident.lon === undefined) continue;
    const key = `${incident.lat} ${incident.lon}`;
    if (!found.has(key)) found.set(key, { lat: incident.lat, lon: incident.lon, name: incident.place || incident.country, whole: countryOnly(incident), held: [] });
    found.get(key).held.push(incident);
  }
  const all = [...found.values()];
  for (const spot of all) {
    spot.killed = sum(spot.held, (i) => best(i.killed));
    spot.r = 4 + Math.min(22, 1.6 * Math.sqrt(spot.killed) + Math.sqrt(spot.held.length));
  }
  return all.sort((a, b) => b.killed - a.killed || b.held.length - a.held.length);
}

function sign(spot) {
  const kind = spot.killed ? "spot deadly" : "spot";
  if (!spot.whole) return draw("circle", { class: kind, r: spot.r });
  return draw("rect", { class: kind, x: -spot.r, y: -spot.r, width: 2 * spot.r, height: 2 * spot.r });
}

function scaleBar(view, flat) {
  const pixels = (km) => (km / KM_A_DEGREE) * view.k * flat;
  const km = [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1].find((n) => pixels(n) <= 120) || 1;
  return { km, width: pixels(km) };
}

function drawMap(panel) {
  const all = spots();
  const placed = sum(all, (s) => s.held.length);
  const caption = el("p", { class: "caption" }, "Where it happened: a filled sign has deaths, and grows with them; a square is a country, told no closer. ",
    placed < SHOWN.length ? `${plural(SHOWN.length - placed, "incident")} without a place left out. ` : "", SOURCE_LINE, " Coastlines: Natural Earth; places: GeoNames.");
  const frame = draw("svg", { class: "frame map", tabindex: 0, role: "group", "aria-label": "Map of incidents. Arrow keys move it, plus and minus zoom." });
  const flat = Math.max(0.3, Math.cos((all.length ? sum(all, (s) => s.lat) / all.length : 20) * Math.PI / 180)); // a degree east is shorter away from the equator
  for (const spot of all) Object.assign(spot, { x: spot.lon * flat, y: -spot.lat });
  const land = draw("path", { class: "land", d: DATA.coast });
  const scale = draw("g", { class: "scale" }, draw("line", { x1: 0, x2: 0, y1: 0, y2: 0 }), draw("text", { y: -5 }));
  const signs = all.map((spot) => {
    const words = `${spot.name}: ${plural(spot.held.length, "incident")}, ${count(spot.killed)} killed`;
    const node = draw("g", {}, sign(spot), draw("title", {}, words));
    return pressable(node, words, () => showIncidents(spot.name, spot.held, spot.whole ? "Told of the country, no closer." : ""));
  });
  const names = all.map((spot) => draw("text", { class: "node-label" }, spot.name));
  frame.append(land, ...signs, ...names, scale);
  function redraw() {
    const { k, x, y } = mover.view;
    const { width, height } = frame.getBoundingClientRect();
    land.setAttribute("transform", `matrix(${(k * flat) / PER_DEGREE} 0 0 ${k / PER_DEGREE} ${x} ${y})`);
    const fits = labelKeeper(width, height);
    all.forEach((spot, n) => {
      const px = spot.x * k + x, py = spot.y * k + y;
      signs[n].setAttribute("transform", `translate(${px} ${py})`);
      fill(names[n], { x: px, y: py + spot.r + 13 }, []);
      names[n].style.display = fits(spot.name, px, py + spot.r + 13, 12) ? "" : "none";
    });
    const bar = scaleBar(mover.view, 1);
    scale.setAttribute("transform", `translate(14 ${height - 14})`);
    scale.firstChild.setAttribute("x2", bar.width);
    scale.lastChild.textContent = `${count(bar.km)} km`;
  }
  const mover = panZoom(frame, redraw, [0.2, 60]);
  panel.replaceChildren(caption, el("div", { class: "stage" }, frame, mover.tools));
  const { width, height } = frame.getBoundingClientRect();
  const whole = { k: Math.min(width / 360 / flat, height / 170), x: width / 2, y: height / 2 };
  if (!all.length) return mover.start(whole);
  const near = fittedSpots(all, { width, height });
  return mover.start(near);
}

// Show all signs, but never closer than some 600 km across: coastlines have no more to show.
function fittedSpots(all, { width, height }) {
  const xs = all.map((s) => s.x), ys = all.map((s) => s.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min((width - 100) / Math.max(6, right - left), (height - 100) / Math.max(6, bottom - top));
  return { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2 };
}

VIEWS.push({ name: "Map", draw: drawMap });
