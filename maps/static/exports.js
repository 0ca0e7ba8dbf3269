// The selection as files: CSV and GeoJSON, made in the page.

const CSV_COLUMNS = [
  "meeting", "label", "date_start", "date_end", "status", "venue", "country", "lat", "lon", "actor", "actor_name", "actor_type", "role", "confidence",
  "sentence", "article", "url",
];

/** @param {string} name @param {string} type @param {string} text */
function download(name, type, text) {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** @param {string} name @param {Blob} blob */
function saveBlob(name, blob) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** A cell that a spreadsheet does not take for a formula. @param {string} text */
const safeCell = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** @param {any} value @returns {string} */
function csvCell(value) {
  const text = typeof value === "number" ? String(value) : safeCell(String(value ?? ""));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {any} atlas @param {Meeting[]} meetings @returns {string} a row for each participation */
function csvOf(atlas, meetings) {
  const rows = meetings.flatMap((meeting) => meeting.parts.map((part) => csvRow(atlas, meeting, part)));
  return [CSV_COLUMNS, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function csvRow(atlas, meeting, part) {
  const [number] = part.proofs[0] || [];
  const [at, sentence] = atlas.sentences[number] || [];
  const article = atlas.articles[at] || {};
  return [
    meeting.id, meeting.label, meeting.date?.[0], meeting.date?.[1], meeting.status, meeting.venue?.name, meeting.venue?.country, meeting.venue?.at[0], meeting.venue?.at[1],
    part.actor.id, part.actor.name, part.actor.type, part.role, part.confidence, sentence, article.title || article.id, article.url,
  ];
}

/** @param {any} atlas @param {Meeting[]} meetings @returns {any} venues as points, links as lines, positions as lon, lat */
function geojsonOf(atlas, meetings) {
  const turned = ([lat, lon]) => [lon, lat];
  const seated = (link) => link.actor.seat && !samePlace(link.actor.seat.at, link.venue.at);
  const points = venuesOf(meetings).map(({ venue, meetings: own }) => ({
    type: "Feature", geometry: { type: "Point", coordinates: turned(venue.at) },
    properties: { kind: "venue", name: venue.name, country: venue.country ?? null, precision: venue.kind, meetings: own.map((meeting) => meeting.id) },
  }));
  const lines = linksOf(meetings, () => true).filter(seated).map((/** @type {any} */ link) => ({
    type: "Feature", geometry: { type: "MultiLineString", coordinates: greatCircle(link.actor.seat.at, link.venue.at).map((line) => line.map(turned)) },
    properties: { kind: "link", actor: link.actor.id, name: link.actor.name, venue: link.venue.name, role: mainRole(link, atlas.roles), meetings: link.meetings.map((meeting) => meeting.id) },
  }));
  return { type: "FeatureCollection", features: [...points, ...lines] };
}
