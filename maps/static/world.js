// The basemap: sea, graticule and states, on one canvas below everything else. Shapes are projected once, at zoom 0;
// a showing only scales them. Leaflet's own polygons would be projected, clipped and thinned again at every move.

// pixels at the finest zoom of a level below which a step is left out
const WORLD_THIN = 1;
// zoom from which nothing is left out
const WORLD_FULL = 7;
// shares of the view that are drawn on each side of it, so that little moves show nothing missing
const WORLD_AROUND = 0.25;
const WORLD_COLOURS = ["--sea", "--edge", "--grid", "--border", "--soft", "--land", "--tint-1", "--tint-2", "--tint-3", "--tint-4"];

const overlapping = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

/** The states on the map; `paint` colours them anew. Leaflet moves its canvas, and asks for a showing after a move. */
const World = /** @type {any} */ (L.Renderer.extend({
  /** @param {any} map @param {(code: string, name: string) => HTMLElement} describe what the tooltip says of a state */
  initialize(map, describe) {
    map.createPane("world").style.zIndex = "200";
    const base = /** @type {any} */ (L.Renderer.prototype);
    base.initialize.call(this, { pane: "world", padding: WORLD_AROUND });
    this.put = projector(map.options.crs);
    this.describe = describe;
    /** @type {Country[]} */
    this.countries = [];
    this.tints = new Map();
    this.chosen = null;
    this.sea = this.outline([globeOutline()]);
    this.grid = this.outline(graticule());
    this.probe = document.createElement("canvas").getContext("2d");
    this.tip = L.tooltip({ className: "tip" });
    this.showing = "";
  },

  /** @param {Position[][]} lines @returns {Outline} */
  outline(lines) {
    return outlineOf(lines.map((line) => {
      const ring = [];
      line.forEach(([lat, lon]) => this.put(lat * WORLD_STEPS, lon * WORLD_STEPS, ring));
      return ring;
    }));
  },

  /** @param {Uint8Array} bytes as maps/basemap.py describes them */
  load(bytes) {
    const end = bytes.indexOf(10);
    const next = numbersOf(bytes, end + 1);
    this.countries = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))).map(([code, name, polygons]) =>
      ({ code, name, ...outlineOf(polygons.flat().map((points) => readRing(points, next, this.put))) }));
  },

  /** @param {Map<string, number>} tints steps 1 to 4 by code @param {string | null} chosen a code */
  paint(tints, chosen) {
    this.tints = tints;
    this.chosen = chosen;
    this.showing = "";
    this._map && this._update();
  },

  _initContainer() {
    this._container = document.createElement("canvas");
    this.pen = this._container.getContext("2d");
    this._map.on({ mousemove: this.point, mouseout: () => this.tip.remove(), move: this.follow }, this);
  },

  _destroyContainer() {
    this._container.remove();
  },

  /** Show the part of the globe around the view; Leaflet calls it more than once for a move. */
  _update() {
    if (this._map._animatingZoom && this._bounds) {
      return;
    }
    const base = /** @type {any} */ (L.Renderer.prototype);
    base._update.call(this);
    const { scale, x, y } = this.flat();
    const { min } = this._bounds;
    const size = this._bounds.getSize();
    const showing = [scale, x, y, min, size].join(" ");
    if (showing !== this.showing) {
      this.showing = showing;
      const dense = L.Browser.retina ? 2 : 1;
      L.DomUtil.setPosition(this._container, min);
      [this._container.width, this._container.height] = [size.x * dense, size.y * dense];
      Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
      this.pen.setTransform(scale * dense, 0, 0, scale * dense, -(x + min.x) * dense, -(y + min.y) * dense);
      this.draw(scale);
    }
  },

  /** Draw anew while a hand moves the map, once it has come to the end of what is drawn. */
  follow() {
    const view = L.bounds([[0, 0], this._map.getSize()].map((corner) => this._map.containerPointToLayerPoint(corner)));
    this._bounds.contains(view) || this._map._animatingZoom || this._zoom !== this._map.getZoom() || this._update();
  },

  /** @returns {{scale: number, x: number, y: number}} how pixels at zoom 0 become those of the map's layers */
  flat() {
    const { x, y } = this._map.getPixelOrigin();
    return { scale: this._map.getZoomScale(this._map.getZoom(), 0), x, y };
  },

  /** @param {number} scale */
  draw(scale) {
    this.pen.lineJoin = "round";
    for (const { outline, fill, stroke, weight } of this.looks()) {
      const path = this.pathOf(outline);
      if (fill) {
        this.pen.fillStyle = fill;
        this.pen.fill(path, "evenodd");
      }
      this.pen.strokeStyle = stroke;
      this.pen.lineWidth = weight / scale;
      this.pen.stroke(path);
    }
  },

  /** @returns {{outline: Outline, fill: string, stroke: string, weight: number}[]} all that is to be seen, from below */
  looks() {
    const { tints, chosen, _bounds: { min, max } } = this;
    const { scale, x, y } = this.flat();
    const style = getComputedStyle(document.documentElement);
    const [sea, edge, grid, border, soft, ...fills] = WORLD_COLOURS.map((name) => style.getPropertyValue(name).trim());
    const seen = this.seen([(min.x + x) / scale, (min.y + y) / scale, (max.x + x) / scale, (max.y + y) / scale]);
    return [
      { outline: this.sea, fill: sea, stroke: edge, weight: 1 },
      { outline: this.grid, fill: "", stroke: grid, weight: 0.6 },
      ...seen.map((outline) => ({ outline, fill: fills[tints.get(outline.code) || 0], stroke: border, weight: 0.7 })),
      ...seen.filter(({ code }) => code === chosen).map((outline) => ({ outline, fill: "", stroke: soft, weight: 1 })),
    ];
  },

  /** @param {number[]} box @returns {Country[]} those that lie there in part */
  seen(box) {
    return this.countries.filter((country) => overlapping(country.box, box));
  },

  /** @returns {number} how far lines are thinned now */
  level() {
    return Math.min(WORLD_FULL, Math.ceil(this._map.getZoom()));
  },

  /** @param {Outline} outline @returns {Ring[]} as fine as this zoom shows */
  ringsOf({ rings }) {
    const level = this.level();
    return level === WORLD_FULL ? rings : rings.map((ring) => thinned(ring, WORLD_THIN / 2 ** level)).filter((ring) => ring.length > 4);
  },

  /** @param {Outline} outline @returns {Path2D} */
  pathOf(outline) {
    const level = this.level();
    const path = outline.paths.get(level) || pathOfRings(this.ringsOf(outline));
    outline.paths.set(level, path);
    return path;
  },

  /** @param {{x: number, y: number}} spot a point of the map's layers @returns {Country | undefined} the state that lies there */
  at(spot) {
    const { scale, x, y } = this.flat();
    const [left, top] = [(spot.x + x) / scale, (spot.y + y) / scale];
    return this.seen([left, top, left, top]).find((country) => this.probe.isPointInPath(this.pathOf(country), left, top, "evenodd"));
  },

  /** Say which state the mouse is over, where it is over nothing else. */
  point({ layerPoint, latlng, originalEvent }) {
    const free = originalEvent.target === this._container && !this._map.dragging.moving();
    const country = free ? this.at(layerPoint) : undefined;
    this._container.classList.toggle("leaflet-interactive", Boolean(country));
    if (country) {
      this.tip.isOpen() && country === this.told || this.tip.setContent(this.describe(country.code, country.name));
      this.tip.setLatLng(latlng).openOn(this._map);
    } else {
      this.tip.remove();
    }
    this.told = country;
  },
}));
