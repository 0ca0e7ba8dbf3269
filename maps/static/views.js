// The panel: what is asked for, in words.

/** What is picked, as a heading with its meetings. */
class Panel {
  /** @param {any} root @param {any} atlas @param {(pick: any) => void} pick @param {() => void} clear takes all filters away */
  constructor(root, atlas, pick, clear) {
    /** @type {(only: boolean) => void} */
    this.turnNew = () => {};
    this.onlyNew = () => false;
    this.clear = clear;
    this.root = root;
    /** @type {(venue: Venue | null) => void} */
    this.hint = () => {};
    ["pointerover", "focusin"].forEach((kind) => root.addEventListener(kind, ({ target }) => this.hint(this.venueOf(target) || this.venueOf(document.activeElement))));
    ["pointerleave", "focusout"].forEach((kind) => root.addEventListener(kind, () => this.hint(null)));
    this.atlas = atlas;
    this.pick = pick;
    this.tabular = false;
    /** @type {[any, Meeting[]]} */
    this.last = [null, []];
    this.table = new Table(atlas, pick, () => this.show(...this.last));
    this.tabs = ["list", "table"].map((view) => el("button", { class: "tab", type: "button", text: TEXT.views[view], on: { click: () => this.turn(view === "table") } }));
    this.tabRow = el("div", { class: "tabs", role: "group" }, ...this.tabs);
  }

  /** @param {Element | null} node @returns {Venue | null} of the meeting in whose line or row it stands */
  venueOf(node) {
    const number = node?.closest("[data-at]")?.getAttribute("data-at");
    return number ? this.atlas.venues[Number(number)] : null;
  }

  /** @param {boolean} tabular */
  turn(tabular) {
    this.tabular = tabular;
    document.documentElement.classList.toggle("table-view", tabular);
    this.show(...this.last);
  }

  /** @param {any} pick what is selected, or null @param {Meeting[]} meetings that the filters leave */
  show(pick, meetings) {
    this.last = [pick, meetings];
    this.tabs.forEach((tab, index) => tab.setAttribute("aria-pressed", String(this.tabular === (index === 1))));
    // before the new words come in, and not at the start: this lays the page out at once
    this.root.firstChild && (this.root.scrollTop = 0);
    fill(this.root, ...(pick ? this.selection(pick, meetings) : this.overview(meetings)).filter(Boolean));
  }

  overview(meetings) {
    const empty = this.atlas.meetings.length === 0 ? TEXT.nothingAtAll : TEXT.nothingLeft;
    return [
      ...changesBox(this.atlas, this.onlyNew(), (only) => this.turnNew(only)),
      this.most(meetings),
      this.tabRow,
      ...(meetings.length === 0 ? [this.empty(empty)] : this.tabular ? this.table.show(meetings) : this.lines(meetings)),
      this.unresolved(),
      this.skipped(),
      this.read(),
      el("footer", { class: "credits" }, el("p", { text: TEXT.borders }), el("p", { text: TEXT.credits }), el("p", { text: TEXT.keys })),
    ];
  }

  /** The map in two sentences: the busiest venues, and the states that are there most often. @param {Meeting[]} meetings */
  most(meetings) {
    const venues = commonest(meetings, ({ venue }) => (venue ? [venue] : []));
    const states = commonest(meetings, ({ parts }) => parts.filter(({ actor, role }) => actor.type === "state" && role !== "absent").map(({ actor }) => actor));
    const said = (text, found, pickOf) => found.length > 1 && el("p", {}, text, ...found.flatMap(([one, count], index) => [index > 0 ? ", " : "",
      el("button", { class: "name", type: "button", on: { click: () => this.pick(pickOf(one)) } }, words(one.name)), `\u00a0${grouped(count)}`]), ".");
    return meetings.length > 1 && el("div", { class: "most" }, said(TEXT.mostAt, venues, (venue) => ({ kind: "venue", venue })), said(TEXT.mostBy, states, (actor) => ({ kind: "actor", actor })));
  }

  /** Say that nothing is left, and offer the way out. @param {string} text */
  empty(text) {
    const clear = this.atlas.meetings.length > 0 && el("button", { class: "clear", type: "button", text: TEXT.clearFilters, on: { click: () => this.clear() } });
    return el("div", { class: "empty" }, el("p", { text }), clear);
  }

  lines(meetings) {
    const list = el("ol", { class: "lines" });
    return [list, paged(list, meetings, (meeting) => meetingLine(meeting, this.pick))];
  }

  cards(pick, meetings) {
    const about = pick.person?.actor || (pick.kind === "actor" || pick.kind === "link" ? pick.actor : null);
    const box = el("div");
    return [box, paged(box, meetings, (meeting) => meetingCard(this.atlas, meeting, this.pick, about), 40)];
  }

  selection(pick, meetings) {
    const shown = meetings.filter((meeting) => concerns(meeting, pick));
    const tabular = this.tabular && pick.kind !== "meeting";
    return [
      el("button", { class: "back", type: "button", text: `\u2190 ${TEXT.back}`, on: { click: () => this.pick(null) } }),
      ...this.heading(pick, shown),
      pick.kind === "meeting" ? this.rounds(pick.meeting) : this.tabRow,
      ...(shown.length === 0 ? [this.empty(TEXT.nothingSelected)] : tabular ? this.table.show(shown) : pick.kind === "compare" ? comparison(pick, shown, this.pick) : this.cards(pick, shown)),
    ];
  }

  heading(pick, shown) {
    if (pick.kind === "meeting") {
      return [];
    }
    const facts = [TEXT.meetings(shown.length), periodOf(shown)].filter(Boolean).join(" \u00b7 ");
    const compare = pick.kind === "actor" ? compareWith(this.atlas, pick.actor, this.pick) : null;
    return [el("h2", { id: "selected", tabindex: "-1" }, words(titleOf(pick))), this.subtitle(pick), el("p", { class: "facts", text: facts }), compare || this.story(pick, shown)];
  }

  /** The way into a venue's rounds, one after the other. */
  story(pick, shown) {
    return pick.kind === "venue" && shown.length > 1 && el("button", { class: "clear story", type: "button", text: TEXT.story(shown.length), on: { click: () => this.stepTo(shown[0], "next") } });
  }

  subtitle(pick) {
    if (pick.kind === "person") {
      const { actor } = pick.person;
      return el("p", { class: "note" }, TEXT.speaksFor, " ", el("button", { class: "name", type: "button", on: { click: () => this.pick({ kind: "actor", actor }) } }, words(actor.name)));
    }
    if (pick.kind !== "actor") {
      return null;
    }
    const seat = pick.actor.seat ? TEXT.seat(pick.actor.seat.name) : TEXT.noSeat;
    return el("p", { class: "note" }, `${TEXT.type[pick.actor.type]}. `, words(seat));
  }

  /** The meetings before and after this one at its venue, and which of them it is: a story to step through. */
  rounds(meeting) {
    const all = meeting.venue?.meetings || [];
    const at = all.indexOf(meeting);
    const step = (way, other, text) => other && el("button", { class: `step ${way}`, type: "button", on: { click: () => this.stepTo(other, way) } },
      el("span", {}, words(text)), el("span", { class: "when", text: spanText(other.date) }));
    const name = meeting.venue?.name;
    return all.length > 1 && el("nav", { class: "rounds", "aria-label": TEXT.rounds(name) },
      step("previous", all[at - 1], `\u2190 ${TEXT.previous(name)}`), el("span", { class: "round", text: TEXT.round(at + 1, all.length) }), step("next", all[at + 1], `${TEXT.next(name)} \u2192`));
  }

  /** Go to another round; the focus stays where the next step is. */
  stepTo(meeting, way) {
    this.pick({ kind: "meeting", meeting });
    (this.root.querySelector(`.step.${way}`) || this.root.querySelector(".step"))?.focus({ preventScroll: true });
  }

  unresolved() {
    return aside(TEXT.unresolved, this.atlas.unresolved, ([text, article, before, after]) => el("li", {},
      el("span", { class: "context", dir: "auto" }, `\u2026${before}`, el("mark", { text }), `${after}\u2026`),
      articleLine(this.atlas.articles[article])));
  }

  skipped() {
    return aside(TEXT.skipped, this.atlas.skipped, ([article, reason]) => el("li", {}, words(article, "strong"), ": ", words(reason)));
  }

  read() {
    return aside(TEXT.read, this.atlas.articles, (article) => el("li", {}, articleLine(article)));
  }
}

/** @param {Meeting[]} meetings @param {(meeting: Meeting) => any[]} thingsOf @returns {[any, number][]} the three things in most meetings, with how many */
function commonest(meetings, thingsOf) {
  const seen = new Map();
  for (const meeting of meetings) {
    for (const thing of thingsOf(meeting)) {
      const found = seen.get(thing) || { count: 0, last: null };
      found.count += found.last === meeting ? 0 : 1;
      found.last = meeting;
      seen.set(thing, found);
    }
  }
  return [...seen].map(([thing, { count }]) => /** @type {[any, number]} */ ([thing, count])).sort((a, b) => b[1] - a[1]).slice(0, 3);
}

/**
 * A list that is made only when it is opened.
 * @param {(count: number) => string} title @param {any[]} rows @param {(row: any) => Node} render @returns {Node | null}
 */
function aside(title, rows, render) {
  const list = el("ul");
  const box = el("details", { class: "aside" }, el("summary", { text: title(rows.length) }), list);
  box.addEventListener("toggle", () => box.append(...[paged(list, rows, render)].filter(Boolean)), { once: true });
  return rows.length > 0 ? box : null;
}
