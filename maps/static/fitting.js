// Where the map goes to show what there is.

/** @param {App} app @returns {Position[]} what is left of the selection, or of everything: venues, seats, and the lines between */
function placesToFit({ atlas, tally, selected }) {
  const links = selected ? tally.linksAt(selected) : tally.strongest(LINKS_DRAWN);
  const meetings = selected ? tally.left().filter((meeting) => concerns(meeting, selected)) : [];
  const venues = selected ? meetings.flatMap(({ venue }) => venue || []) : atlas.venues.filter(({ index }) => tally.venueCounts[index] > 0);
  const actors = selected?.kind === "meeting" ? selected.meeting.parts.map(({ actor }) => actor) : [selected?.actor, selected?.other];
  const seats = [...actors, ...links.map(({ actor }) => actor)].flatMap((actor) => actor?.seat || []);
  const bows = links.filter(({ actor }) => actor.seat).map(wayOf).filter((way) => way.length === 1).flatMap(([line]) => line.filter((_, index) => index % 3 === 2));
  return [...venues, ...seats].map(({ at }) => at).concat(bows);
}

/** Show all of these places, as near as they allow. @param {any} map @param {Position[]} places @param {boolean} moving whether the eye may follow */
function fit(map, places, moving) {
  const found = places.length > 0 ? places : /** @type {Position[]} */ ([[60, -120], [-45, 150]]);
  const bounds = L.bounds(found.map((place) => map.project(place, 0)));
  const size = map.getSize().subtract(map.getSize().x < 600 ? [40, 50] : [110, 70]);
  const span = bounds.getSize();
  const scale = Math.min(size.x / Math.max(span.x, 1e-3), size.y / Math.max(span.y, 1e-3));
  const zoom = Math.max(map.getMinZoom(), Math.min(5, Math.floor(10 * Math.log2(scale)) / 10));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  map.setView(map.unproject(insideGlobe(map, bounds.getCenter(), zoom), 0), zoom, { animate: moving && !still });
}

/** Move a centre so that the view shows no more than it must of what lies above and below the globe. */
function insideGlobe(map, center, zoom) {
  const [top, bottom] = [90, -90].map((lat) => map.project([lat, 0], 0).y);
  const half = map.getSize().y / 2 / map.getZoomScale(zoom, 0);
  const y = half * 2 > bottom - top ? (top + bottom) / 2 : Math.max(top + half, Math.min(bottom - half, center.y));
  return L.point(center.x, y);
}
