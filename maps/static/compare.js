// Two actors side by side: where both met, and where only one of them did.

const SIDES = ["both", "one", "other"];

/** @param {Meeting} meeting @param {any} pick @returns {string} which of SIDES the meeting is on */
function sideOf(meeting, { actor, other }) {
  return isAt(meeting, actor) ? (isAt(meeting, other) ? "both" : "one") : "other";
}

/** @param {Actor} actor @returns {[Actor, number][]} who met this actor, most often first */
function partnersOf(actor) {
  const counts = new Map();
  actor.meetings.forEach((meeting) => new Set(meeting.parts.map((part) => part.actor)).forEach((one) => one !== actor && isAt(meeting, actor) && isAt(meeting, one) && counts.set(one, (counts.get(one) || 0) + 1)));
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].index - b[0].index);
}

/**
 * The way from one actor to a comparison with another: those it meets first, then all.
 * @param {any} atlas @param {Actor} actor @param {(pick: any) => void} pick @returns {Node | null}
 */
function compareWith(atlas, actor, pick) {
  const met = partnersOf(actor);
  const known = new Set(met.map(([other]) => other));
  const rest = atlas.actors.filter((other) => other !== actor && !known.has(other)).sort((a, b) => a.name.localeCompare(b.name, "en"));
  const option = (other, count) => el("option", { value: other.index, text: count ? `${other.name} (${count})` : other.name });
  const select = el("select", { id: "compare", on: { change: () => pick({ kind: "compare", actor, other: atlas.actors[Number(select.value)] }) } },
    el("option", { value: "", text: TEXT.compareChoose }), ...met.map(([other, count]) => option(other, count)), ...rest.map((other) => option(other, 0)));
  return atlas.actors.length < 2 ? null : el("p", { class: "field compare" }, el("label", { for: "compare", text: TEXT.compareWith }), select);
}

/** @param {any} pick @param {Meeting[]} shown @param {(pick: any) => void} choose @returns {Node[]} the three groups with their venues */
function comparison(pick, shown, choose) {
  const groups = new Map(SIDES.map((side) => [side, shown.filter((meeting) => sideOf(meeting, pick) === side)]));
  const titles = { both: TEXT.bothMet, one: TEXT.onlyOne(pick.actor.name), other: TEXT.onlyOne(pick.other.name) };
  const heads = SIDES.map((side) => el("a", { class: `side side-${side}`, href: `#side-${side}`, on: { click: (event) => toGroup(event, side) } },
    el("strong", { text: String(groups.get(side)?.length) }), words(titles[side])));
  const sections = [...groups].filter(([, meetings]) => meetings.length > 0).map(([side, meetings]) => {
    const list = el("ol", { class: "lines" });
    const more = paged(list, meetings, (meeting) => meetingLine(meeting, choose), 40);
    return el("section", { "aria-label": titles[side] }, el("h3", { id: `side-${side}`, class: `side-title side-${side}`, tabindex: "-1" }, words(titles[side])), list, more);
  });
  return [el("nav", { class: "sides", "aria-label": TEXT.compare }, ...heads), ...sections];
}

/** @param {Event} event @param {string} side */
function toGroup(event, side) {
  event.preventDefault();
  const title = document.getElementById(`side-${side}`);
  title?.scrollIntoView({ block: "start" });
  title?.focus({ preventScroll: true });
}
