// What is new since the map before this one; maps/payload.py writes it where there was one.

/**
 * Tell each meeting what has become of it.
 * @param {any} changes @param {Meeting[]} meetings @param {any[]} articles
 */
function markChanges(changes, meetings, articles) {
  const told = new Map((changes?.new || []).map((id) => [id, { what: [], by: [] }]));
  (changes?.changed || []).forEach(({ id, what, by }) => told.set(id, { what, by: by.map((name) => articles.find((one) => one.id === name) || { id: name }) }));
  meetings.forEach((meeting) => (meeting.change = told.get(meeting.id)));
}

/** @param {Meeting} meeting @returns {Node | null} */
const changeMark = ({ change }) => (change ? el("span", { class: "status fresh", text: change.what.length > 0 ? TEXT.changed : TEXT.isNew }) : null);

/** @param {Meeting} meeting @returns {Node | null} what has changed, and the articles that changed it */
function changeNote({ change }) {
  return change && change.what.length > 0 ? el("div", { class: "note change" }, el("ul", {}, ...change.what.map((what) => el("li", {}, words(what.replaceAll("->", "\u2192"))))),
    ...change.by.map((article) => articleLine(article))) : null;
}

/** @param {any} row a meeting that is no more @returns {Node} */
const goneLine = ({ name, date, actors }) => el("li", {}, words(name || TEXT.noVenue, "strong"), ` ${spanText(date ? [date].flat() : undefined)} `, words((actors || []).join(", "), "span"));

/** @param {any} atlas @param {boolean} only whether only these are shown @param {(only: boolean) => void} turn @returns {(Node | null)[]} how much is new, a switch for it, and what is gone */
function changesBox(atlas, only, turn) {
  const { changes } = atlas;
  if (!changes) {
    return [];
  }
  const gone = changes.gone || [];
  const facts = TEXT.changes((changes.new || []).length, (changes.changed || []).length, gone.length);
  const any = atlas.meetings.some((meeting) => meeting.change);
  return [
    el("div", { class: "changes" }, el("p", {}, el("strong", { text: TEXT.since(changes.since && dateText(changes.since)) }), ` ${facts}`),
      any && el("button", { class: "chip only", type: "button", "aria-pressed": String(only), text: TEXT.onlyNew, on: { click: () => turn(!only) } })),
    aside(TEXT.gone, gone, goneLine),
  ];
}
