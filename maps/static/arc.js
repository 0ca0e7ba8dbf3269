// Great circles, cut at the 180th meridian. maps/arcs.py is the same in Python, with finer steps, where it is tested.

// degrees between two positions of an arc; half a pixel off at zoom 5, where one still sees that it is bent
const ARC_STEP = 3;
// degrees of latitude from which an arc counts as polar
const POLAR = 75;
// degrees of latitude that the middle of a bent arc keeps below
const BENT = 66;

/** @typedef {[number, number]} Position lat, lon in degrees */

/** @param {Position} place @returns {[number, number, number]} */
function unitVector([lat, lon]) {
  const flat = Math.cos(lat * (Math.PI / 180));
  return [flat * Math.cos(lon * (Math.PI / 180)), flat * Math.sin(lon * (Math.PI / 180)), Math.sin(lat * (Math.PI / 180))];
}

/** @param {number[]} a @param {number[]} b @returns {number} the angle between two unit vectors, in radians */
function angleBetween(a, b) {
  const across = Math.hypot(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
  return Math.atan2(across, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
}

/**
 * The shortest way from a to b over the globe, as one line, or two where it crosses the 180th meridian.
 * @param {Position} from @param {Position} to @returns {Position[][]}
 */
function greatCircle(from, to) {
  const a = unitVector(from);
  const b = unitVector(to);
  const angle = angleBetween(a, b);
  const sine = Math.sin(angle);
  if (sine < 1e-9) {
    return [[from, to]];
  }
  const count = Math.max(1, Math.ceil(angle / (ARC_STEP * (Math.PI / 180))));
  /** @type {Position[]} */
  const line = [from];
  for (let step = 1; step < count; step += 1) {
    const p = Math.sin(angle * (1 - step / count)) / sine;
    const q = Math.sin(angle * (step / count)) / sine;
    const [x, y, z] = [p * a[0] + q * b[0], p * a[1] + q * b[1], p * a[2] + q * b[2]];
    line.push([Math.atan2(z, Math.hypot(x, y)) / (Math.PI / 180), Math.atan2(y, x) / (Math.PI / 180)]);
  }
  line.push(to);
  const high = Math.max(...line.map(([lat]) => Math.abs(lat)));
  return cutAtDateLine(high > Math.max(POLAR, Math.abs(from[0]), Math.abs(to[0])) ? bent(from, to, count) : line);
}

/** A way that keeps clear of the pole, which on a flat map is its edge. @returns {Position[]} */
function bent(from, to, count) {
  const turn = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
  const east = turn(to[1] - from[1]);
  const middle = (from[0] + to[0]) / 2;
  const bow = Math.max(0, BENT - Math.abs(middle)) * (middle >= 0 ? 1 : -1);
  const line = [from];
  for (let step = 1; step < count; step += 1) {
    const share = step / count;
    line.push([from[0] + (to[0] - from[0]) * share + bow * Math.sin(Math.PI * share), turn(from[1] + east * share)]);
  }
  return [...line, to];
}

/** @param {Position[]} line @returns {Position[][]} */
function cutAtDateLine(line) {
  const parts = [[line[0]]];
  for (let index = 1; index < line.length; index += 1) {
    const [lat, lon] = line[index - 1];
    const [nextLat, nextLon] = line[index];
    if (Math.abs(nextLon - lon) > 180) {
      const side = lon > 0 ? 180 : -180;
      const share = (side - lon) / (nextLon + 2 * side - lon);
      const cut = lat + share * (nextLat - lat);
      parts[parts.length - 1].push([cut, side]);
      parts.push([[cut, -side]]);
    }
    parts[parts.length - 1].push(line[index]);
  }
  return /** @type {Position[][]} */ (parts);
}
