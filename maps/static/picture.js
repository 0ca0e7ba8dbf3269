// The view as a picture, SVG or PNG: what the map shows now, with title, legend and credits. Words become text nodes.

// pixels below the map
const PICTURE_FOOT = 76;
// pixels above it
const PICTURE_HEAD = 44;
// what XML cannot hold
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const SHOWN = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity"];

/** @param {string} tag @param {Record<string, any>} props @param {...(Node | string)} children @returns {SVGElement} */
function shape(tag, props, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(props).forEach(([name, value]) => node.setAttribute(name, String(value)));
  node.append(...children.map((child) => (typeof child === "string" ? child.replace(UNWRITABLE, "\ufffd") : child)));
  return node;
}

/** @param {App} app @returns {SVGElement} the view as the reader sees it */
function pictureOf(app) {
  const { x: width, y: high } = app.map.getSize();
  const origin = app.map.containerPointToLayerPoint([0, 0]);
  const title = pictureTitle(app);
  const legend = pictureLegend(app, width, high + PICTURE_HEAD + 20);
  const height = high + PICTURE_HEAD + PICTURE_FOOT + legend.more;
  return shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": "sans-serif", "font-size": 12, fill: colour("--ink") },
    shape("rect", { width, height, fill: colour("--paper") }),
    shape("text", { x: 12, y: 28, "font-size": Math.min(20, Math.round((1.7 * (width - 24)) / title.length)), "font-weight": 600 }, title),
    shape("svg", { y: PICTURE_HEAD, width, height: high },
      shape("rect", { width, height: high, fill: colour("--void") }),
      shape("g", { transform: `translate(${-origin.x} ${-origin.y})` }, ...landShapes(app.world), ...markShapes("path.arc"), ...markShapes("path.seat, path.home, path.venue")),
      ...labelShapes(app)),
    ...legend.shapes,
    ...[TEXT.credits, TEXT.borders].map((text, line) =>
      shape("text", { x: 12, y: height - 24 + 14 * line, "font-size": Math.min(10.5, (width - 24) / 60), fill: colour("--soft") }, text)));
}

/** @param {App} app @returns {string} what the picture is of */
function pictureTitle({ atlas, selected, filters, timeline }) {
  const about = selected?.kind === "meeting" ? `${selected.meeting.venue?.name || TEXT.noVenue}, ${spanText(selected.meeting.date)}` : selected && titleOf(selected);
  const period = (filters.from || filters.to) && timeline.label.textContent;
  return [atlas.title.slice(0, 120), about, period].filter(Boolean).join(" \u00b7 ");
}

/** @param {any} world @returns {SVGElement[]} */
function landShapes(world) {
  const { scale, x, y } = world.flat();
  return world.looks().map(({ outline, fill, stroke, weight }) => {
    const spot = (ring, index) => `${tenth(ring[index] * scale - x)} ${tenth(ring[index + 1] * scale - y)}`;
    const d = world.ringsOf(outline).map((ring) => `M${Array.from({ length: ring.length / 2 }, (_, at) => spot(ring, 2 * at)).join("L")}`).join("");
    return shape("path", { d, fill: fill || "none", stroke, "stroke-width": weight, "fill-rule": "evenodd" });
  });
}

/** Lines or venues, with the colours that the style sheet gives them. @param {string} which @returns {SVGElement[]} */
function markShapes(which) {
  return [...document.querySelectorAll(which)].map((path) => {
    const style = getComputedStyle(path);
    return shape("path", { d: path.getAttribute("d"), ...Object.fromEntries(SHOWN.map((name) => [name, style.getPropertyValue(name)])) });
  });
}

function labelShapes(app) {
  const box = app.map.getContainer().getBoundingClientRect();
  return [...app.labels.pane.children].map((label) => {
    const { left, bottom } = label.getBoundingClientRect();
    const style = getComputedStyle(label);
    return shape("text", { x: left - box.left + 2, y: bottom - box.top - 4, "font-size": style.fontSize, "font-weight": style.fontWeight, fill: style.color,
      stroke: colour("--halo"), "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, label.textContent);
  });
}

/** The roles of the lines that are not faded, in as many rows as it takes. @returns {{shapes: SVGElement[], more: number}} `more`: pixels beyond one row */
function pictureLegend(app, width, top) {
  const roles = app.atlas.roles.filter((role) => document.querySelector(`path.arc.role-${role}:not(.faded)${role === "host" ? ", path.home:not(.faded)" : ""}`));
  const signs = [...roles.map((role) => [TEXT.roles[role], colour(`--${role}`), ""]), [TEXT.legendDashed, colour("--soft"), "6 4"]];
  let [x, y] = [12, top];
  const shapes = signs.flatMap(([text, stroke, dash]) => {
    const wide = 46 + text.length * 6.6;
    [x, y] = x > 12 && x + wide > width ? [12, y + 18] : [x, y];
    const at = x;
    x += wide;
    return [shape("line", { x1: at, x2: at + 22, y1: y - 4, y2: y - 4, stroke, "stroke-width": 3, "stroke-dasharray": dash || "none" }), shape("text", { x: at + 28, y }, text)];
  });
  return { shapes, more: y - top };
}

/** @param {App} app @param {"svg" | "png"} kind */
async function savePicture(app, kind) {
  const picture = pictureOf(app);
  const text = new XMLSerializer().serializeToString(picture);
  if (kind === "svg") {
    download("map.svg", "image/svg+xml", text);
    return;
  }
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml;charset=utf-8" }));
  const image = new Image();
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && saveBlob("map.png", blob), "image/png");
}
