// Names of the busiest venues and of the seats: placed where there is room, left out where there is none.

const LABEL_GAP = 1;
const LABEL_LIMIT = 60;
// the first names may cover the marks of others
const LABEL_SURE = 5;
// names beyond these are too weak to look for room
const LABEL_TRIES = 120;

// no name is put below these
const LABEL_BELOW = ".leaflet-control-zoom, .leaflet-control-attribution, .legend-note, .corner > summary";

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/** @param {Box} a @param {Box} b */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

class Labels {
  /** @param {any} map */
  constructor(map) {
    this.map = map;
    this.pane = map.createPane("labels");
    this.pane.style.zIndex = "450";
    this.pane.setAttribute("aria-hidden", "true");
    this.items = [];
    map.on("zoomstart", () => this.pane.classList.add("hidden"));
    map.on("zoomend viewreset resize", () => this.place());
    map.on("moveend", () => this.place());
  }

  /** @param {{text: string, at: Position, reach: number, style: string}[]} items most important first */
  show(items) {
    this.items = items;
    this.place();
  }

  /** Put every label beside its point: right, left, above, below, or not at all. */
  place() {
    const size = this.map.getSize();
    const dots = this.items.map((item) => this.dot(item));
    const circles = dots.filter((dot) => dot.strong && inside(dot.box, size));
    const taken = this.controls();
    const nodes = [];
    this.items.forEach((item, index) => {
      const dot = dots[index];
      if (nodes.length >= LABEL_LIMIT || index > LABEL_TRIES || dot.x < 0 || dot.y < 0 || dot.x > size.x || dot.y > size.y) {
        return;
      }
      const free = this.candidates(item, dot).filter((option) => inside(option, size) && !taken.some((other) => overlap(option, other)));
      const box = free.find((option) => !circles.some((other) => other !== dot && overlap(option, other.box))) || (index < LABEL_SURE ? free[0] : undefined);
      if (box) {
        taken.push(box);
        nodes.push(this.node(item, box));
      }
    });
    fill(this.pane, ...nodes);
    this.pane.classList.remove("hidden");
  }

  /** @returns {Box[]} what lies over the map */
  controls() {
    const { left, top } = this.map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(LABEL_BELOW)].map((node) => node.getBoundingClientRect()).filter(({ width }) => width > 0)
      .map((box) => ({ left: box.left - left, top: box.top - top, right: box.right - left, bottom: box.bottom - top }));
  }

  dot(item) {
    const { x, y } = this.map.latLngToContainerPoint(item.at);
    const reach = item.reach;
    return { x, y, strong: item.style !== "seat-name", box: { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach } };
  }

  /** @returns {Box[]} */
  candidates(item, { x, y }) {
    const [width, height] = measure(item);
    const far = item.reach + LABEL_GAP;
    const at = (left, top) => ({ left, top, right: left + width, bottom: top + height });
    return [
      at(x + far, y - height / 2),
      at(x - far - width, y - height / 2),
      at(x - width / 2, y - far - height),
      at(x - width / 2, y + far),
    ];
  }

  node(item, box) {
    const node = words(item.text, "span");
    node.className = `label ${item.style}`;
    L.DomUtil.setPosition(node, this.map.containerPointToLayerPoint([box.left, box.top]));
    return node;
  }
}

const inside = (box, size) => box.left > 2 && box.top > 2 && box.right < size.x - 2 && box.bottom < size.y - 2;

/** @type {CanvasRenderingContext2D | null} */
let pen = null;

/** @returns {[number, number]} width and height in pixels */
function measure(item) {
  pen = pen || document.createElement("canvas").getContext("2d");
  const small = item.style === "seat-name";
  const large = Math.max(1, markScale());
  if (pen) {
    pen.font = `${small ? "500" : "600"} ${(small ? 11 : 13) * large}px system-ui, sans-serif`;
  }
  return [(pen ? pen.measureText(item.text).width : item.text.length * 7) + 4, (small ? 14 : 17) * large];
}
