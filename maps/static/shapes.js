// Shapes on the map: the basemap's, read and projected once, to pixels at zoom 0.

// whole numbers in a degree, as maps/basemap.py writes them
const WORLD_STEPS = 50;

/**
 * @typedef {number[]} Ring x, y, x, y... in pixels at zoom 0
 * @typedef {{rings: Ring[], box: number[], paths: Map<number, Path2D>}} Outline `box` is left, top, right, bottom; `paths` by level
 * @typedef {Outline & {code: string, name: string}} Country
 */

/** @param {Uint8Array} bytes @param {number} at where the first number starts @returns {() => number} the next number each time */
function numbersOf(bytes, at) {
  return () => {
    let value = 0;
    let shift = 0;
    while (bytes[at] > 127) {
      value |= (bytes[at] & 127) << shift;
      shift += 7;
      at += 1;
    }
    value |= bytes[at] << shift;
    at += 1;
    return (value >>> 1) ^ -(value & 1);
  };
}

/** @param {number} points @param {() => number} next gives steps @param {(lat: number, lon: number, ring: Ring) => void} put takes whole steps @returns {Ring} */
function readRing(points, next, put) {
  /** @type {Ring} */
  const ring = [];
  let lon = 0;
  let lat = 0;
  for (let index = 0; index < points; index += 1) {
    const west = lon;
    const south = lat;
    lon += next();
    lat += next();
    if (index > 0 && west === lon && Math.abs(lon) === 180 * WORLD_STEPS) {
      alongEdge(south, lat).forEach((between) => put(between, lon, ring));
    }
    put(lat, lon, ring);
  }
  ring.push(ring[0], ring[1]);
  return ring;
}

/** The map's edge is a curve: a cut along it needs positions in between. */
function alongEdge(from, to) {
  const count = Math.floor(Math.abs(to - from) / WORLD_STEPS);
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => Math.round(from + ((to - from) * (index + 1)) / count));
}

/**
 * A projection by table: on every map here x is the longitude times what depends on the latitude alone.
 * @param {any} crs @returns {(lat: number, lon: number, ring: Ring) => void} takes whole steps, writes x, y
 */
function projector({ projection, transformation }) {
  const size = 180 * WORLD_STEPS + 1;
  const [widths, tops] = [new Float64Array(size), new Float64Array(size)];
  const middle = transformation.transform(L.point(0, 0), 256).x;
  return (lat, lon, ring) => {
    const row = lat + 90 * WORLD_STEPS;
    if (tops[row] === 0) {
      const { x, y } = transformation.transform(projection.project({ lat: lat / WORLD_STEPS, lng: 1 }), 256);
      [widths[row], tops[row]] = [(x - middle) / WORLD_STEPS, y];
    }
    ring.push(middle + widths[row] * lon, tops[row]);
  };
}

/** @returns {Position[]} the outline of the whole globe */
function globeOutline() {
  const up = Array.from({ length: 91 }, (_, index) => [-90 + index * 2, -180]);
  return /** @type {Position[]} */ ([...up, ...up.map(([lat]) => [-lat, 180]), up[0]]);
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

/** @param {Ring} ring @param {number} least @returns {Ring} without steps shorter than `least`; its ends stay */
function thinned(ring, least) {
  const kept = [];
  const last = ring.length - 2;
  let x = Infinity;
  let y = Infinity;
  for (let index = 0; index <= last; index += 2) {
    if (index === last || Math.abs(ring[index] - x) + Math.abs(ring[index + 1] - y) >= least) {
      x = ring[index];
      y = ring[index + 1];
      kept.push(x, y);
    }
  }
  return kept;
}

/** @param {Ring[]} rings @returns {Outline} */
function outlineOf(rings) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index += 2) {
      left = Math.min(left, ring[index]);
      right = Math.max(right, ring[index]);
      top = Math.min(top, ring[index + 1]);
      bottom = Math.max(bottom, ring[index + 1]);
    }
  }
  return { rings, box: [left, top, right, bottom], paths: new Map() };
}

/** @param {Ring[]} rings @returns {Path2D} */
function pathOfRings(rings) {
  const path = new Path2D();
  for (const ring of rings) {
    path.moveTo(ring[0], ring[1]);
    for (let index = 2; index < ring.length; index += 2) {
      path.lineTo(ring[index], ring[index + 1]);
    }
  }
  return path;
}
