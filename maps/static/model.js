// The atlas as the page knows it: maps/payload.py writes it, this reads it and joins what belongs together.

/**
 * @typedef {{reason: string, where: string}} Corrected why something was put right by hand, and the line that says so
 * @typedef {{index: number, name: string, at: Position, country?: string, kind: string, slug: string, corrected?: Corrected, meetings: Meeting[]}} Venue
 * @typedef {{index: number, id: string, name: string, type: string, seat?: {name: string, at: Position}, meetings: Meeting[]}} Actor
 * @typedef {{index: number, name: string, actor: Actor, meetings: Meeting[]}} Person
 * @typedef {{actor: Actor, name: string, role: string, confidence: number, proofs: any[][], people: Person[], corrected?: Corrected}} Part
 * @typedef {{index: number, order: number, id: string, label: string, venue: Venue | null, date?: string[], status: string,
 *   confidence: number, articles: number[], parts: Part[], venueProof: any[][], dateProof: any[][], statusProof: any[][], corrected?: Corrected, change?: {what: string[], by: any[]}, sources?: number, contradictions?: any[]}} Meeting
 * @typedef {{venue: Venue, actor: Actor, meetings: Meeting[], parts: Part[]}} Link
 */

/** @param {any} data @returns {any} the atlas */
function readAtlas(data) {
  const venues = data.venues.map((row, index) => ({ ...row, index, meetings: [] }));
  const actors = data.actors.map((row, index) => ({ ...row, index, meetings: [] }));
  const people = (data.people || []).map(([name, actor], index) => ({ index, name, actor: actors[actor], meetings: [] }));
  const meetings = data.meetings.map((row, index) => readMeeting(row, index, data, venues, actors, people));
  meetings.sort(byDate);
  markChanges(data.changes, meetings, data.articles);
  for (const meeting of meetings) {
    meeting.venue?.meetings.push(meeting);
    for (const part of meeting.parts) {
      joinOnce(part.actor, meeting);
      part.people.forEach((person) => joinOnce(person, meeting));
    }
  }
  return { ...data, venues, actors, people, meetings };
}

/** @param {{meetings: Meeting[]}} who takes part, perhaps in two roles @param {Meeting} meeting */
function joinOnce({ meetings }, meeting) {
  meetings[meetings.length - 1] === meeting || meetings.push(meeting);
}

function readMeeting(row, index, data, venues, actors, people) {
  return {
    ...row,
    index,
    order: index,
    label: row.label || "",
    venue: row.venue === undefined ? null : venues[row.venue],
    status: data.statuses[row.status],
    confidence: row.confidence ?? 1,
    articles: row.articles || [],
    parts: (row.actors || []).map(([actor, name, role, confidence, proofs, more]) => ({
      actor: actors[actor], name, role: data.roles[role], confidence, proofs, people: (more?.people || []).map((person) => people[person]), corrected: more?.corrected,
    })),
    venueProof: row.venueProof || [],
    dateProof: row.dateProof || [],
    statusProof: row.statusProof || [],
  };
}

/** @param {Meeting} a @param {Meeting} b @returns {number} undated meetings come last */
function byDate(a, b) {
  const [one, two] = [a.date?.[0] ?? "~", b.date?.[0] ?? "~"];
  return one < two ? -1 : one > two ? 1 : a.index - b.index;
}

/** @param {Position} a @param {Position} b @returns {boolean} whether two positions are one city */
function samePlace(a, b) {
  return angleBetween(unitVector(a), unitVector(b)) < 25 / 6371;
}

/** @param {Meeting[]} meetings @param {(part: Part) => boolean} wanted @returns {Link[]} strongest first */
function linksOf(meetings, wanted) {
  const links = new Map();
  for (const meeting of meetings) {
    const venue = meeting.venue;
    for (const part of venue ? meeting.parts.filter(wanted) : []) {
      const key = `${venue?.index} ${part.actor.index}`;
      if (!links.has(key)) {
        links.set(key, { venue, actor: part.actor, meetings: [], parts: [] });
      }
      const link = links.get(key);
      link.parts.push(part);
      if (link.meetings.at(-1) !== meeting) {
        link.meetings.push(meeting);
      }
    }
  }
  return [...links.values()].sort((a, b) => b.meetings.length - a.meetings.length);
}

/** @param {any[]} things @param {string} key of a list of theirs @returns {number} the length of the longest */
const mostOf = (things, key) => things.reduce((most, thing) => Math.max(most, thing[key].length), 0);

/** @param {Link} link @param {string[]} roles in order of weight @returns {string} the role seen most */
function mainRole(link, roles) {
  const counts = new Map();
  link.parts.forEach((part) => counts.set(part.role, (counts.get(part.role) || 0) + 1));
  return roles.reduce((best, role) => ((counts.get(role) || 0) > (counts.get(best) || 0) ? role : best), roles[0]);
}

/** @param {Meeting[]} meetings @returns {string} how a line or circle for them is drawn */
function settledness(meetings) {
  const open = meetings.filter((meeting) => meeting.status !== "cancelled");
  if (open.length === 0) {
    return "cancelled";
  }
  return open.some((meeting) => meeting.status === "held" || meeting.status === "ongoing") ? "settled" : "open";
}

/** @param {Meeting[]} meetings @returns {string} the years they span */
function periodOf(meetings) {
  const years = meetings.flatMap((meeting) => meeting.date || []).map((date) => date.slice(0, 4)).sort();
  const [first, last] = [years[0], years.at(-1)];
  return !first ? "" : first === last ? first : `${first}\u2013${last}`;
}

/** @param {Meeting[]} meetings @returns {{venue: Venue, meetings: Meeting[]}[]} */
function venuesOf(meetings) {
  const found = new Map();
  for (const meeting of meetings) {
    if (meeting.venue) {
      found.has(meeting.venue) ? found.get(meeting.venue).push(meeting) : found.set(meeting.venue, [meeting]);
    }
  }
  return [...found].map(([venue, list]) => ({ venue, meetings: list }));
}

/** @param {any} pick @returns {string} */
function titleOf(pick) {
  if (pick.kind === "link") {
    return TEXT.link(pick.actor.name, pick.venue.name);
  }
  if (pick.kind === "compare") {
    return TEXT.pair(pick.actor.name, pick.other.name);
  }
  return (pick.venue || pick.person || pick.actor).name;
}

/** @param {Meeting} meeting @param {Actor} actor @returns {boolean} whether it takes part, and is not only named as absent */
const isAt = (meeting, actor) => meeting.parts.some((part) => part.actor === actor && part.role !== "absent");

/** @param {Meeting} meeting @param {any} pick @returns {boolean} */
function concerns(meeting, pick) {
  const takesPart = () => meeting.parts.some((part) => part.actor === pick.actor);
  switch (pick.kind) {
    case "meeting":
      return meeting === pick.meeting;
    case "venue":
      return meeting.venue === pick.venue;
    case "actor":
      return takesPart();
    case "compare":
      return isAt(meeting, pick.actor) || isAt(meeting, pick.other);
    case "person":
      return meeting.parts.some((part) => part.people.includes(pick.person));
    default:
      return meeting.venue === pick.venue && takesPart();
  }
}

/** @param {Link} link @param {any} pick @returns {boolean} whether a selection is about this link */
function linkConcerns(link, pick) {
  const whose = pick.kind === "compare" ? link.actor === pick.actor || link.actor === pick.other
    : pick.kind === "person" ? link.parts.some((part) => part.people.includes(pick.person))
      : !pick.actor || pick.actor === link.actor;
  return whose && link.meetings.some((meeting) => concerns(meeting, pick));
}
