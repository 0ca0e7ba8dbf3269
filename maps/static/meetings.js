// How a meeting is shown: as a line in a list, or in full with its evidence.

/** @param {Meeting} meeting @returns {Node} */
const statusMark = (meeting) => el("span", { class: `status status-${meeting.status}`, text: TEXT.statuses[meeting.status] });

/** @param {Meeting} meeting @returns {Node} */
const venueText = (meeting) =>
  meeting.venue ? words(meeting.venue.name) : el("span", { class: "missing", text: TEXT.noVenue });

/** @param {Meeting} meeting @param {(pick: any) => void} pick @returns {Node} one line of the list */
function meetingLine(meeting, pick) {
  const names = [...new Set(meeting.parts.map((part) => part.actor.name))].join(", ");
  return el("li", { "data-at": meeting.venue?.index }, el("button", { class: "line", type: "button", on: { click: () => pick({ kind: "meeting", meeting }) } },
    el("span", { class: "line-top" }, el("span", { class: "when", text: spanText(meeting.date) }), el("span", {}, changeMark(meeting), statusMark(meeting))),
    el("span", { class: "where" }, venueText(meeting)),
    meeting.label && meeting.label !== meeting.venue?.name ? el("span", { class: "what" }, words(meeting.label)) : null,
    el("span", { class: "who" }, words(names)),
  ));
}

/**
 * A meeting in full.
 * @param {any} atlas @param {Meeting} meeting @param {(pick: any) => void} pick @param {Actor | null} about
 * @returns {Node}
 */
function meetingCard(atlas, meeting, pick, about) {
  return el("article", { class: "card", "data-meeting": meeting.id },
    el("p", { class: "line-top" }, el("span", { class: "when", text: spanText(meeting.date) }), el("span", {}, changeMark(meeting), statusMark(meeting))),
    el("h3", {}, meeting.venue
      ? el("button", { class: "name", type: "button", on: { click: () => pick({ kind: "venue", venue: meeting.venue }) } }, venueText(meeting))
      : venueText(meeting)),
    meeting.label && meeting.label !== meeting.venue?.name ? el("p", { class: "what" }, words(meeting.label)) : null,
    precisionNote(meeting.venue),
    changeNote(meeting),
    sourcesNote(atlas, meeting),
    correctedNote(meeting),
    correctedNote(meeting.venue, meeting.venue?.name),
    roleList(atlas, meeting, pick),
    ...meeting.parts.map((part) => correctedNote(part, part.actor.name)),
    evidenceList(atlas, meeting, about),
    correctMeeting(atlas, meeting),
  );
}

/** By how many the meeting is told, and who says what where they differ. @param {any} atlas @param {Meeting} meeting @returns {Node | null} */
function sourcesNote(atlas, { sources = 1, contradictions = [] }) {
  const rows = contradictions.map(({ what, actor, says }) => el("li", {}, TEXT.differ(TEXT.differOn[what] || what, atlas.actors[actor]?.name),
    el("ul", {}, ...says.map(([value, article]) => el("li", {}, words(saidText(what, value), "strong"), " ", articleLine(atlas.articles[article]))))));
  return sources > 1 || rows.length > 0 ? el("div", { class: "note" }, sources > 1 ? el("p", { text: TEXT.sources(sources) }) : null, rows.length > 0 && el("ul", { class: "differ" }, ...rows)) : null;
}

/** @param {string} what @param {any} value as an article tells it @returns {string} */
function saidText(what, value) {
  const text = [value].flat().join("/");
  return what === "date" && /^\d{4}/.test(text) ? spanText(text.split("/")) : { status: TEXT.statuses, role: TEXT.roles }[what]?.[text] || text || TEXT.notTold;
}

/** @param {Venue | null} venue */
function precisionNote(venue) {
  const note = venue && { region: TEXT.regionOnly, country: TEXT.countryOnly }[venue.kind];
  return note ? el("p", { class: "note", text: note }) : null;
}

/** Who takes part, by role. */
function roleList(atlas, meeting, pick) {
  const rows = atlas.roles.flatMap((role) => {
    const parts = meeting.parts.filter((part) => part.role === role);
    return parts.length === 0 ? [] : [
      el("dt", { class: `role role-${role}`, text: TEXT.roles[role] }),
      el("dd", {}, ...parts.map((part) => el("span", { class: "party" }, actorButton(part, pick), personButtons(part, pick)))),
    ];
  });
  return el("dl", { class: "roles" }, ...rows);
}

function actorButton(part, pick) {
  const title = part.confidence < 0.8 ? TEXT.confidence(part.confidence) : null;
  return el("button", {
    class: `name ${doubt([part])}`, type: "button", title, on: { click: () => pick({ kind: "actor", actor: part.actor }) },
  }, words(part.actor.name));
}

/** @param {Part} part @param {(pick: any) => void} pick @returns {Node | null} who spoke for the actor, in brackets */
function personButtons(part, pick) {
  const buttons = part.people.map((person) => el("button", { class: "name person", type: "button", on: { click: () => pick({ kind: "person", person }) } }, words(person.name)));
  return buttons.length > 0 ? el("span", { class: "people" }, ...buttons) : null;
}

/**
 * Every sentence once, with all that it shows: facts first, then actors by role.
 * @param {Meeting} meeting
 * @returns {Map<number, {marks: number[][], shows: Map<string, string[]>, about: Set<Actor | null>}>}
 */
function sentencesOf(meeting) {
  const found = new Map();
  const note = (proofs, what, name, actor) => proofs.forEach(([sentence, , ...marks]) => {
    if (!found.has(sentence)) {
      found.set(sentence, { marks: [], shows: new Map(), about: new Set() });
    }
    const entry = found.get(sentence);
    for (let index = 0; index + 1 < marks.length; index += 2) {
      entry.marks.push([marks[index], marks[index + 1]]);
    }
    entry.shows.set(what, [...new Set([...(entry.shows.get(what) || []), ...(name ? [name] : [])])]);
    entry.about.add(actor);
  });
  note(meeting.venueProof, TEXT.showsVenue, null, null);
  note(meeting.dateProof, TEXT.showsDate, null, null);
  note(meeting.statusProof, TEXT.showsStatus, null, null);
  meeting.parts.forEach((part) => note(part.proofs, TEXT.roles[part.role], part.actor.name, part.actor));
  return found;
}

/** @param {Map<string, string[]>} shows @returns {string} */
const showsText = (shows) => [...shows].map(([what, names]) => (names.length > 0 ? `${what}: ${names.join(", ")}` : what)).join("; ");

function evidenceList(atlas, meeting, about) {
  const all = [...sentencesOf(meeting)].sort(([a], [b]) => a - b);
  const wanted = about ? all.filter(([, entry]) => entry.about.has(about)) : all;
  const rest = all.filter((entry) => !wanted.includes(entry));
  const show = (entries) => entries.map(([number, entry]) => proofBlock(atlas, number, entry));
  return el("div", { class: "evidence" },
    ...show(wanted),
    rest.length > 0 && el("details", {}, el("summary", { text: TEXT.otherEvidence(rest.length) }), ...show(rest)));
}

function proofBlock(atlas, number, entry) {
  const [article, sentence] = atlas.sentences[number];
  return el("figure", { class: "proof" },
    el("blockquote", { dir: "auto" }, ...marked(sentence, entry.marks)),
    el("figcaption", {},
      el("span", { class: "shows" }, words(showsText(entry.shows))),
      articleLine(atlas.articles[article])));
}

/** @param {string} sentence @param {number[][]} marks @returns {(Node | string)[]} */
function marked(sentence, marks) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (start >= done && end > start && end <= sentence.length) {
      pieces.push(sentence.slice(done, start), el("mark", { text: sentence.slice(start, end) }));
      done = end;
    }
  }
  return [...pieces, sentence.slice(done)];
}

/** @param {any} article */
function articleLine(article) {
  if (!article) {
    return el("span", { class: "article", text: TEXT.unknownArticle });
  }
  const facts = [article.source, article.date && dateText(article.date)].filter(Boolean).join(", ");
  return el("span", { class: "article" }, words(article.title || article.id, "cite"), facts ? words(` ${facts}`, "span") : null,
    article.url ? [" ", outwardLink(article.url, TEXT.openArticle)] : null);
}
