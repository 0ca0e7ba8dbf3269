// The address of a view: what is selected and what is left out, as in #venue=astana&from=2017-01.

/** @param {URLSearchParams} asked @param {any} atlas @returns {any} what is selected; what nobody knows is not */
function readPick(asked, atlas) {
  const find = (list, key, name) => list.find((one) => one[key] === asked.get(name));
  const person = find(atlas.people, "name", "person");
  const meeting = find(atlas.meetings, "id", "meeting");
  const venue = find(atlas.venues, "slug", "venue");
  const actor = find(atlas.actors, "id", "actor");
  const other = find(atlas.actors, "id", "with");
  if (person) {
    return { kind: "person", person };
  }
  if (actor && other && other !== actor) {
    return { kind: "compare", actor, other };
  }
  if (meeting) {
    return { kind: "meeting", meeting };
  }
  return venue && actor ? { kind: "link", venue, actor } : venue ? { kind: "venue", venue } : actor ? { kind: "actor", actor } : null;
}

/** @param {URLSearchParams} parts @param {any} pick */
function writePick(parts, pick) {
  const { venue, actor, other, person, meeting } = pick || {};
  meeting && parts.set("meeting", meeting.id);
  venue && parts.set("venue", venue.slug);
  actor && parts.set("actor", actor.id);
  other && parts.set("with", other.id);
  person && parts.set("person", person.name);
}

const HIDDEN_SETS = { roles: "without-role", statuses: "without-status", types: "without-type" };

/** @param {URLSearchParams} asked @param {any} atlas @returns {any} filters; what makes no sense is left out */
function readFilters(asked, atlas) {
  const filters = noFilters();
  const known = { roles: atlas.roles, statuses: atlas.statuses, types: Object.keys(TEXT.types) };
  for (const [which, key] of Object.entries(HIDDEN_SETS)) {
    filters[which] = new Set((asked.get(key) || "").split(",").filter((value) => known[which].includes(value)));
  }
  const date = (key) => (/^\d{4}(-\d\d)?$/.test(asked.get(key) || "") ? asked.get(key) : null);
  const article = atlas.articles.findIndex((one) => one.id === asked.get("article"));
  const sure = Math.max(0, Math.min(0.9, Number(asked.get("sure")) || 0));
  return { ...filters, ...onlySource(atlas, asked.get("source")), from: date("from"), to: date("to"), article: article < 0 ? null : article, sure, fresh: Boolean(atlas.changes) && asked.has("new"), undated: asked.has("undated") };
}

/** @param {any} filters @param {any} atlas @returns {URLSearchParams} */
function writeFilters(filters, atlas) {
  const parts = new URLSearchParams();
  for (const [which, key] of Object.entries(HIDDEN_SETS)) {
    filters[which].size > 0 && parts.set(key, [...filters[which]].join(","));
  }
  filters.from !== null && parts.set("from", filters.from);
  filters.to !== null && parts.set("to", filters.to);
  filters.article !== null && parts.set("article", atlas.articles[filters.article].id);
  filters.source !== null && parts.set("source", filters.source);
  filters.sure > 0 && parts.set("sure", String(filters.sure));
  filters.fresh && parts.set("new", "");
  filters.undated && parts.set("undated", "");
  return parts;
}
