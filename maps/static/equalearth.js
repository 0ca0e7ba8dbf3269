// The Equal Earth projection (Savric, Patterson, Jenny 2018) as a Leaflet CRS: areas keep their size,
// so that Greenland does not dwarf Africa. Published constants; longitudes may run past 180.

const EARTH_TERMS = [1.340264, -0.081106, 0.000893, 0.003796];
const EARTH_M = Math.sqrt(3) / 2;
const RADIANS = Math.PI / 180;

/** @param {number} t @returns {number} northing for the parametric latitude t */
function earthNorthing(t) {
  const [a, b, c, d] = EARTH_TERMS;
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  return t * (a + b * t2 + t6 * (c + d * t2));
}

/** @param {number} t @returns {number} the slope of the northing */
function earthSlope(t) {
  const [a, b, c, d] = EARTH_TERMS;
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  return a + 3 * b * t2 + t6 * (7 * c + 9 * d * t2);
}

const EqualEarth = {
  bounds: L.bounds([-2.7067, -1.3174], [2.7067, 1.3174]),

  /** @param {{lat: number, lng: number}} place */
  project(place) {
    const lat = Math.max(-90, Math.min(90, place.lat)) * RADIANS;
    const t = Math.asin(EARTH_M * Math.sin(lat));
    const x = (place.lng * RADIANS * Math.cos(t)) / (EARTH_M * earthSlope(t));
    return L.point(x, earthNorthing(t));
  },

  /** @param {{x: number, y: number}} point */
  unproject(point) {
    const y = Math.max(-1.31736, Math.min(1.31736, point.y));
    let t = y / 1.2;
    for (let step = 0; step < 9; step += 1) {
      t -= (earthNorthing(t) - y) / earthSlope(t);
    }
    const lat = Math.asin(Math.max(-1, Math.min(1, Math.sin(t) / EARTH_M)));
    const lng = (EARTH_M * point.x * earthSlope(t)) / Math.cos(t);
    return L.latLng(lat / RADIANS, lng / RADIANS);
  },
};

Object.assign(L.CRS, {
  EqualEarth: L.extend({}, L.CRS.Earth, {
    code: "EqualEarth",
    wrapLng: undefined,
    projection: EqualEarth,
    transformation: new L.Transformation(1 / 5.4134, 0.5, -1 / 5.4134, 0.5),
  }),
});
