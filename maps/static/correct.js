// Putting right by hand: what was, with its reason; and the text that would do it, as corrections.toml takes it.

/** @param {any} thing a meeting, a participation or a venue @param {string} [name] whom it is about @returns {Node | null} why it was put right, and where that is said */
function correctedNote(thing, name = "") {
  return thing?.corrected ? el("p", { class: "note corrected" }, TEXT.corrected(name), " ", words(thing.corrected.reason), " (", words(thing.corrected.where, "code"), ")") : null;
}

/**
 * What stands in a basic string of TOML; what could hide or turn the words around it is written as an escape.
 * @param {string} text
 * @returns {string}
 */
function tomlText(text) {
  const whole = JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd"));
  return whole.replace(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param {string} kind @param {[string, string][]} fields each with its value as TOML @param {string} other what may stand there instead @returns {string} */
const tomlRow = (kind, fields, other) => [
  `[[${kind}]]`, ...fields.map(([name, value]) => `${name} = ${value}`), ...(other ? [`# ${TEXT.orInstead}: ${other}`] : []), `reason = ${tomlText(TEXT.sayWhy)}`, "",
].join("\n");

/** @param {any} atlas @param {Meeting} meeting @returns {[string, string][]} by what corrections.toml knows it */
function toldBy(atlas, meeting) {
  const told = { article: atlas.articles[meeting.articles[0]]?.id, venue: meeting.venue?.name, date: meeting.date?.[0] };
  return Object.entries(told).flatMap(([name, value]) => (value ? [/** @type {[string, string]} */ ([name, tomlText(value)])] : []));
}

/** @param {any} atlas @param {Meeting} meeting @returns {string} */
function meetingRow(atlas, meeting) {
  const said = { venue: meeting.venue?.name, date: meeting.date?.join("/"), status: meeting.status };
  const set = Object.entries(said).flatMap(([name, value]) => (value ? [`${name} = ${tomlText(value)}`] : []));
  return tomlRow("meeting", [...toldBy(atlas, meeting), ["set", `{ ${set.join(", ")} }`]], "drop = true");
}

/** @param {any} atlas @param {Meeting} meeting @param {Part} part @returns {string} */
const partRow = (atlas, meeting, part) =>
  tomlRow("participation", [...toldBy(atlas, meeting), ["actor", tomlText(part.actor.id)], ["role", tomlText(part.role)]], "drop = true");

/** @param {Venue} venue @returns {string} */
const venueRow = (venue) =>
  tomlRow("place", [["name", tomlText(venue.name)], ["to", `[${venue.at.join(", ")}]`], ...(venue.country ? [/** @type {[string, string]} */ (["country", tomlText(venue.country)])] : [])], "");

/**
 * A box that offers the text; it is made when it is opened.
 * @param {[string, () => string][]} choices what it may be about, each with its text
 * @returns {Node}
 */
function correctionBox(choices) {
  const box = el("details", { class: "correct" }, el("summary", { text: TEXT.correct }));
  box.addEventListener("toggle", () => box.append(...correctionForm(choices)), { once: true });
  return box;
}

function correctionForm(choices) {
  const text = el("textarea", { readonly: true, rows: 8, spellcheck: "false", "aria-label": TEXT.correctText, dir: "ltr" });
  const select = el("select", { "aria-label": TEXT.correctWhat, on: { change: () => (text.value = choices[Number(select.value)][1]()) } },
    ...choices.map(([name], index) => el("option", { value: index, text: name })));
  text.value = choices[0][1]();
  return [el("p", { class: "note", text: TEXT.correctHow }), ...(choices.length > 1 ? [select] : []), text, copyButton(text)];
}

/** @param {any} area a text area @returns {Node} a button that copies it, also where the browser has no clipboard to write to */
function copyButton(area) {
  const copied = () => (button.textContent = TEXT.copied);
  const button = el("button", { class: "chip", type: "button", text: TEXT.copyText, on: { click: () => {
    area.select();
    navigator.clipboard ? navigator.clipboard.writeText(area.value).then(copied, () => document.execCommand("copy") && copied()) : document.execCommand("copy") && copied();
  } } });
  return button;
}

/** @param {any} atlas @param {Meeting} meeting @returns {Node} */
function correctMeeting(atlas, meeting) {
  const { venue } = meeting;
  return correctionBox([
    [TEXT.correctMeeting, () => meetingRow(atlas, meeting)],
    ...(venue ? [/** @type {[string, () => string]} */ ([TEXT.correctVenue(venue.name), () => venueRow(venue)])] : []),
    ...meeting.parts.map((part) => /** @type {[string, () => string]} */ ([TEXT.correctPart(part.actor.name, TEXT.roles[part.role]), () => partRow(atlas, meeting, part)])),
  ]);
}
