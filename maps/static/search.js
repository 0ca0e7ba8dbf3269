// Search as you type over venues, actors and persons, by all their names; a combobox by the ARIA pattern.

const SEARCH_LIMIT = 12;

class Search {
  /** @param {any} atlas @param {(pick: any) => void} pick */
  constructor(atlas, pick) {
    this.pick = pick;
    this.atlas = atlas;
    /** @type {any[] | null} */
    this.entries = null;
    this.found = [];
    this.at = -1;
    this.input = el("input", {
      id: "search", type: "search", role: "combobox", placeholder: TEXT.search, "aria-label": TEXT.search, autocomplete: "off",
      "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list",
      on: { input: () => this.update(), keydown: (event) => this.key(event), focus: () => this.update(), blur: () => setTimeout(() => this.input === document.activeElement || this.close(), 150) },
    });
    this.list = el("ul", { id: "found", role: "listbox", "aria-label": TEXT.search, hidden: true });
    this.root = el("div", { class: "search" }, this.input, this.list);
  }

  update() {
    const asked = plainText(this.input.value);
    this.entries ||= searchEntries(this.atlas);
    this.found = asked ? findEntries(this.entries, asked) : [];
    this.at = this.found.length > 0 ? 0 : -1;
    const rows = this.found.map((entry, index) => this.option(entry, index));
    fill(this.list, ...(asked && rows.length === 0 ? [el("li", { class: "none", role: "option", "aria-disabled": "true", text: TEXT.searchNone })] : rows));
    this.open(Boolean(asked));
    this.mark();
  }

  option(entry, index) {
    return el("li", { id: `found-${index}`, role: "option", on: { mousedown: (event) => event.preventDefault(), click: () => this.choose(index) } },
      words(entry.name), el("span", { class: "kind", text: TEXT.searchKinds[entry.kind] }), el("span", { class: "count", text: grouped(entry.count) }));
  }

  open(yes) {
    this.list.hidden = !yes;
    this.input.setAttribute("aria-expanded", String(yes));
  }

  close() {
    this.open(false);
  }

  mark() {
    this.list.querySelectorAll("[role=option]").forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at)));
    if (this.at >= 0) {
      this.input.setAttribute("aria-activedescendant", `found-${this.at}`);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && this.found.length > 0) {
      event.preventDefault();
      this.at = (this.at + steps[event.key] + this.found.length) % this.found.length;
      this.mark();
    } else if (event.key === "Enter" && this.at >= 0) {
      this.choose(this.at);
    } else if (event.key === "Escape" && this.input.value) {
      event.stopPropagation();
      this.input.value = "";
      this.close();
    }
  }

  choose(index) {
    const entry = this.found[index];
    this.input.value = "";
    this.close();
    this.pick(entry.pick);
  }
}

/** Everything that can be found: by its own name and by the names the articles use for it. */
function searchEntries(atlas) {
  const names = new Map(atlas.actors.map((actor) => [actor, new Set([actor.name, actor.id, ...(actor.names || [])])]));
  atlas.meetings.forEach((meeting) => meeting.parts.forEach((part) => names.get(part.actor).add(part.name)));
  const venues = atlas.venues.map((venue) => ({
    name: venue.name, kind: "venue", count: venue.meetings.length, plain: [venue.name, ...(venue.names || [])].map(plainText), pick: { kind: "venue", venue },
  }));
  const actors = atlas.actors.map((actor) => ({
    name: actor.name, kind: actor.type, count: actor.meetings.length, plain: [...names.get(actor)].map(plainText), pick: { kind: "actor", actor },
  }));
  const people = atlas.people.map((person) => ({
    name: person.name, kind: "person", count: person.meetings.length, plain: [plainText(person.name)], pick: { kind: "person", person },
  }));
  return [...venues, ...actors, ...people];
}

/** @param {any[]} entries @param {string} asked @returns {any[]} best first */
function findEntries(entries, asked) {
  const rank = (entry) => Math.min(...entry.plain.map((name) => closeness(name, asked)));
  return entries.map((entry) => ({ entry, rank: rank(entry) })).filter((row) => row.rank < 9)
    .sort((a, b) => a.rank - b.rank || b.entry.count - a.entry.count).slice(0, SEARCH_LIMIT).map((row) => row.entry);
}

/** @returns {number} 0 the same, 1 begins so, 2 a word begins so, 3 holds it, 5 nearly, 9 no */
function closeness(name, asked) {
  if (name === asked) {
    return 0;
  }
  const at = ` ${name}`.indexOf(` ${asked}`);
  if (at >= 0) {
    return at === 0 ? 1 : 2;
  }
  if (name.includes(asked)) {
    return 3;
  }
  const slips = asked.length >= 7 ? 2 : asked.length >= 4 ? 1 : 0;
  const starts = slips > 0 ? [0, ...[...name.matchAll(/ /g)].map((gap) => gap.index + 1)] : [];
  return starts.some((start) => slipsBetween(name.slice(start, start + asked.length + 1), asked, slips)) ? 5 : 9;
}

/** @returns {boolean} whether some beginning of `name` is at most `most` letters away from `asked` */
function slipsBetween(name, asked, most) {
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (let i = 1; i <= asked.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= name.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (asked[i - 1] === name[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return Math.min(...row.slice(-3)) <= most;
}
