// Move and zoom a drawing: by drag, wheel, pinch, buttons, and keys on the drawing itself.

// Give `frame` (an svg) a view {k, x, y}: screen = world * k + (x, y). `redraw` runs on every change.
function panZoom(frame, redraw, limits) {
  const view = { k: 1, x: 0, y: 0 };
  let home = { ...view };
  const box = () => frame.getBoundingClientRect();
  const middle = () => [box().width / 2, box().height / 2];

  function set(next) { Object.assign(view, next); redraw(); }
  function zoom(factor, [x, y] = middle()) {
    const k = Math.min(limits[1] * home.k, Math.max(limits[0] * home.k, view.k * factor));
    set({ k, x: x - ((x - view.x) * k) / view.k, y: y - ((y - view.y) * k) / view.k });
  }
  function pan(dx, dy) { set({ x: view.x + dx, y: view.y + dy }); }

  listenForGestures(frame, pan, zoom);
  listenForKeys(frame, pan, zoom, () => set(home));
  let last = 0;
  new ResizeObserver(() => { // details opened or closed beside the drawing: what was in sight stays so
    const { width, height } = box();
    if (!width || width === last) return;
    const ratio = last ? width / last : 1;
    last = width;
    home = { k: home.k * ratio, x: home.x * ratio, y: height / 2 + (home.y - height / 2) * ratio };
    set({ k: view.k * ratio, x: view.x * ratio, y: height / 2 + (view.y - height / 2) * ratio });
  }).observe(frame);
  const tools = el("div", { class: "zoom" },
    button("+", () => zoom(1.4), { "aria-label": "Zoom in" }),
    button("−", () => zoom(1 / 1.4), { "aria-label": "Zoom out" }),
    button("⤢", () => set(home), { "aria-label": "Show all" }));
  return { view, tools, start(next) { home = { ...next }; last = box().width; set(next); } };
}

// Drag with one pointer, pinch with two, turn a wheel.
function listenForGestures(frame, pan, zoom) {
  const held = new Map();
  const at = (event) => [event.clientX - frame.getBoundingClientRect().x, event.clientY - frame.getBoundingClientRect().y];
  frame.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), at(event));
  }, { passive: false });
  frame.addEventListener("pointerdown", (event) => { held.set(event.pointerId, event); frame.dragged = 0; });
  frame.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
    frame.dragged += Math.abs(dx) + Math.abs(dy);
    if (frame.dragged > 4 && !frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
    if (held.size === 2) {
      const [other] = [...held.values()].filter((e) => e.pointerId !== event.pointerId);
      const apart = (e) => Math.hypot(e.clientX - other.clientX, e.clientY - other.clientY) || 1;
      zoom(apart(event) / apart(before), at(other));
    } else pan(dx, dy);
    held.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    frame.addEventListener(end, (event) => held.delete(event.pointerId));
  }
}

function listenForKeys(frame, pan, zoom, home) {
  frame.addEventListener("keydown", (event) => {
    const step = 60;
    const keys = {
      ArrowLeft: () => pan(step, 0), ArrowRight: () => pan(-step, 0), ArrowUp: () => pan(0, step),
      ArrowDown: () => pan(0, -step), "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), 0: home,
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

// Act on a click or Enter, but not at the end of a drag.
function pressable(node, label, act) {
  fill(node, { tabindex: 0, role: "button", "aria-label": label }, []);
  node.addEventListener("click", () => { if (!(node.ownerSVGElement.dragged > 4)) act(); });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
  return node;
}

// Of labels in order of weight, keep those that cover none kept before, nor the boxes given to `avoid`.
function labelKeeper(width, height) {
  const kept = [];
  const fits = (text, x, y, size) => {
    const half = text.length * size * 0.29 + 3;
    const box = [x - half, y - size, x + half, y + size * 0.4];
    if (box[2] < 0 || box[0] > width || box[3] < 0 || box[1] > height) return false;
    if (kept.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1])) return false;
    kept.push(box);
    return true;
  };
  return Object.assign(fits, { avoid: (boxes) => kept.push(...boxes) });
}
