// The basemap: sea, graticule and states, on one canvas below everything else.

// whole numbers in a degree, as maps/basemap.py writes them
const WORLD_STEPS = 50;

/** @param {number[]} steps @returns {Position[]} */
function readRing(steps) {
  const ring = [];
  let [lon, lat] = [0, 0];
  for (let index = 0; index < steps.length; index += 2) {
    const [west, south] = [lon, lat];
    lon += steps[index];
    lat += steps[index + 1];
    if (index > 0 && west === lon && Math.abs(lon) === 180 * WORLD_STEPS) {
      ring.push(...alongEdge(south, lat).map((between) => [between / WORLD_STEPS, lon / WORLD_STEPS]));
    }
    ring.push([lat / WORLD_STEPS, lon / WORLD_STEPS]);
  }
  return /** @type {Position[]} */ (ring);
}

/** The map's edge is a curve: a cut along it needs positions in between. */
function alongEdge(from, to) {
  const count = Math.floor(Math.abs(to - from) / WORLD_STEPS);
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => from + ((to - from) * (index + 1)) / count);
}

/** @returns {Position[]} the outline of the whole globe */
function globeOutline() {
  const up = Array.from({ length: 91 }, (_, index) => [-90 + index * 2, -180]);
  return /** @type {Position[]} */ ([...up, ...up.map(([lat]) => [-lat, 180])]);
}

/** @returns {Position[][]} a line each 30 degrees */
function graticule() {
  const lines = [];
  for (let lon = -150; lon < 180; lon += 30) {
    lines.push(Array.from({ length: 61 }, (_, index) => [-90 + index * 3, lon]));
  }
  for (let lat = -60; lat < 90; lat += 30) {
    lines.push([[lat, -180], [lat, 180]]);
  }
  return /** @type {Position[][]} */ (lines);
}

/** The states on the map; `paint` colours them anew. */
class World {
  /** @param {any} map @param {(code: string) => void} onPick @param {(code: string, name: string) => HTMLElement} describe */
  constructor(map, onPick, describe) {
    map.createPane("world").style.zIndex = "200";
    this.renderer = L.canvas({ pane: "world", padding: 0.5 });
    this.map = map;
    this.onPick = onPick;
    this.describe = describe;
    this.sea = L.polygon(globeOutline(), this.still({ weight: 1 })).addTo(map);
    this.grid = L.polyline(graticule(), this.still({ weight: 0.6 })).addTo(map);
    this.shapes = new Map();
    this.tints = new Map();
    this.chosen = null;
  }

  still(more) {
    return { renderer: this.renderer, pane: "world", interactive: false, ...more };
  }

  /** @param {Record<string, {name: string, polygons: number[][][]}>} world */
  load(world) {
    for (const [code, { name, polygons }] of Object.entries(world)) {
      const rings = polygons.map((polygon) => polygon.map(readRing));
      const shape = L.polygon(rings, { renderer: this.renderer, pane: "world", weight: 0.7, smoothFactor: 0.6, bubblingMouseEvents: false });
      shape.on("click", () => this.onPick(code));
      shape.bindTooltip(() => this.describe(code, name), { sticky: true, className: "tip" });
      this.shapes.set(code, shape.addTo(this.map));
    }
    this.paint(this.tints, this.chosen);
  }

  /** @param {Map<string, number>} tints steps 1 to 4 by code @param {string | null} chosen a code */
  paint(tints, chosen) {
    this.tints = tints;
    this.chosen = chosen;
    this.sea.setStyle({ fillColor: colour("--sea"), fillOpacity: 1, color: colour("--edge") });
    this.grid.setStyle({ color: colour("--grid"), opacity: 1 });
    const fills = ["--land", "--tint-1", "--tint-2", "--tint-3", "--tint-4"].map((name) => colour(name));
    const [soft, border] = [colour("--soft"), colour("--border")];
    for (const [code, shape] of this.shapes) {
      shape.setStyle({
        fillColor: fills[tints.get(code) || 0],
        fillOpacity: 1,
        color: code === chosen ? soft : border,
        weight: code === chosen ? 1.2 : 0.7,
      });
    }
    this.shapes.get(chosen)?.bringToFront();
  }
}
