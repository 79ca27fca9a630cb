// Incidents and deaths over time, as bars a day, a week, a month or a year wide.

const DAY = 86400000;
const parse = (day) => Date.parse(`${day}T00:00:00Z`);
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const STEPS = {
  day: (t) => t,
  week: (t) => t - ((new Date(t).getUTCDay() + 6) % 7) * DAY,
  month: (t) => parse(`${iso(t).slice(0, 7)}-01`),
  year: (t) => parse(`${iso(t).slice(0, 4)}-01-01`),
};
const NEXT = {
  day: (t) => t + DAY,
  week: (t) => t + 7 * DAY,
  month: (t) => STEPS.month(t + 31 * DAY),
  year: (t) => STEPS.year(t + 366 * DAY),
};

function binned(incidents) {
  const times = incidents.map((i) => parse(i.start)).sort((a, b) => a - b);
  const span = (times[times.length - 1] - times[0]) / DAY;
  const step = span <= 62 ? "day" : span <= 500 ? "week" : span <= 3700 ? "month" : "year";
  const bins = new Map();
  for (let t = STEPS[step](times[0]); t <= times[times.length - 1]; t = NEXT[step](t)) bins.set(t, []);
  for (const incident of incidents) bins.get(STEPS[step](parse(incident.start))).push(incident);
  return { step, bins: [...bins].map(([from, held]) => ({ from, until: NEXT[step](from) - DAY, held })) };
}

// Round numbers from 0 to `most`, about four of them.
function ticks(most) {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  const step = Math.max(1, [1, 2, 5, 10].map((f) => f * power).find((s) => s >= rough) || 1);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, n) => n * step);
}

const binName = ({ from, until }) => (from === until ? iso(from) : `${iso(from)} – ${iso(until)}`);

function bars(bins, value, title, kind, { left, top, width, height }) {
  const most = Math.max(1, ...bins.map(value));
  const y = (v) => top + height - (v / most) * height;
  const wide = width / bins.length;
  const grid = ticks(most).map((v) => [
    draw("line", { class: "grid", x1: left, x2: left + width, y1: y(v), y2: y(v) }),
    draw("text", { class: "tick", x: left - 6, y: y(v) + 4, "text-anchor": "end" }, count(v))]);
  const columns = bins.map((bin, n) => {
    const gap = Math.min(2, wide / 5);
    const bar = draw("rect", { class: `bar ${kind}`, x: left + n * wide + gap / 2, width: Math.max(1, wide - gap), y: y(value(bin)), height: top + height - y(value(bin)) },
      draw("title", {}, `${binName(bin)}: ${count(value(bin))} ${kind}`));
    if (!bin.held.length) return bar;
    const words = `${binName(bin)}: ${plural(bin.held.length, "incident")}, ${count(value(bin))} ${kind}`;
    return pressable(bar, words, () => showIncidents(binName(bin), bin.held));
  });
  return [draw("text", { class: "axis", x: left, y: top - 10 }, title), grid, columns];
}

function dayLabels(bins, { left, width }, y) {
  const room = Math.max(1, Math.ceil((bins.length * 84) / width));
  const x = (n) => left + (n * width) / bins.length;
  return bins.map((bin, n) => (n % room || x(n) + 62 > left + width + 14 ? null
    : draw("text", { class: "tick", x: x(n), y }, iso(bin.from)))).filter(Boolean);
}

function drawTimeline(panel) {
  const dated = SHOWN.filter((i) => i.start);
  const caption = el("p", { class: "caption" }, "Incidents by their first day, and the deaths told of them (best figures). ",
    dated.length < SHOWN.length ? `${plural(SHOWN.length - dated.length, "incident")} without a date left out. ` : "", SOURCE_LINE);
  if (!dated.length) return panel.replaceChildren(caption, el("p", { class: "note" }, "No incident here has a date."));
  const { step, bins } = binned(dated);
  const frame = draw("svg", { class: "chart", role: "group", "aria-label": "Timeline" });
  panel.replaceChildren(caption, frame);
  const wide = panel.getBoundingClientRect().width;
  frame.setAttribute("viewBox", `0 0 ${wide} 432`); // it shrinks as a whole when the details open beside it
  const room = { left: 46, width: wide - 60, height: 150 };
  frame.append(
    ...bars(bins, (b) => b.held.length, `Incidents a ${step}`, "incidents", { ...room, top: 34 }).flat(Infinity),
    ...bars(bins, (b) => sum(b.held, (i) => best(i.killed)), `People killed a ${step}`, "killed", { ...room, top: 250 }).flat(Infinity),
    ...dayLabels(bins, room, 204), ...dayLabels(bins, room, 420));
  return panel.append(el("p", { class: "hint" }, "Choose a bar to see its incidents."));
}

VIEWS.push({ name: "Timeline", draw: drawTimeline });
