// What the reader leaves out. A meeting passes if its own facts pass, and one of its participations does.

/** @returns {any} nothing left out */
const noFilters = () => ({ roles: new Set(), statuses: new Set(), types: new Set(), article: null, source: null, among: null, sure: 0, from: null, to: null, fresh: false, undated: false });

/** @param {any} filters @param {Part} part */
const partPasses = (filters, part) =>
  !filters.roles.has(part.role) && !filters.types.has(part.actor.type) && part.confidence >= filters.sure;

/** @param {any} filters @param {Meeting} meeting */
function meetingPasses(filters, meeting) {
  return !filters.statuses.has(meeting.status)
    && (filters.article === null || meeting.articles.includes(filters.article))
    && (filters.among === null || meeting.articles.some((article) => filters.among.has(article)))
    && !(filters.fresh && !meeting.change)
    && !(filters.undated && meeting.date)
    && inPeriod(filters, meeting)
    && (meeting.parts.length === 0 || meeting.parts.some((part) => partPasses(filters, part)));
}

/** @param {any} filters @param {Meeting} meeting an undated meeting lies in no period */
function inPeriod({ from, to }, meeting) {
  if (from === null && to === null) {
    return true;
  }
  const start = meeting.date?.[0];
  return start !== undefined && (from === null || start.slice(0, from.length) >= from) && (to === null || start.slice(0, to.length) <= to);
}

/** @param {any} filters @returns {boolean} */
const filtersAny = (filters) =>
  filters.roles.size + filters.statuses.size + filters.types.size > 0 || filters.article !== null || filters.source !== null || filters.sure > 0 || filters.fresh || filters.undated || filters.from !== null || filters.to !== null;

/** @param {any} atlas @param {string | null} source @returns {{source: string | null, among: Set<number> | null}} its articles too; nothing for an unknown one */
function onlySource(atlas, source) {
  const among = new Set(atlas.articles.flatMap((article, index) => (source && article.source === source ? [index] : [])));
  return among.size > 0 ? { source, among } : { source: null, among: null };
}

/** The switches for status, kind of actor, source, article and confidence. */
class FilterBox {
  /** @param {any} atlas @param {any} filters @param {() => void} onChange @param {() => void} onClear */
  constructor(atlas, filters, onChange, onClear) {
    this.atlas = atlas;
    this.onChange = onChange;
    this.filters = filters;
    this.statuses = new Map(atlas.statuses.map((status) => [status, this.chip(TEXT.statuses[status], () => this.toggle("statuses", status))]));
    this.types = new Map(Object.entries(TEXT.types).map(([type, text]) => [type, this.chip(text, () => this.toggle("types", type))]));
    this.sources = [...new Set(atlas.articles.flatMap((article) => article.source || []))].sort();
    this.source = el("select", { id: "filter-source", on: { change: () => this.turn(onlySource(atlas, this.sources[this.source.selectedIndex - 1] ?? null)) } }, el("option", { value: "", text: TEXT.filterAnySource }));
    this.article = el("select", { id: "filter-article", on: { change: () => this.pickArticle() } }, el("option", { value: "", text: TEXT.filterAnyArticle }));
    this.sure = el("input", { id: "filter-sure", type: "range", min: 0, max: 0.9, step: 0.1, on: { input: () => this.pickSure() } });
    this.sureText = el("output", { for: "filter-sure" });
    this.undated = this.chip(TEXT.onlyUndated, () => this.turn({ undated: !this.filters().undated, from: null, to: null }));
    this.undated.classList.add("only");
    this.clear = el("button", { class: "clear", type: "button", text: TEXT.clearFilters, on: { click: onClear } });
    this.summary = el("summary", { text: TEXT.filters });
    this.root = el("details", { class: "filters", on: { toggle: () => this.root.open && this.recount() } }, this.summary,
      el("fieldset", {}, el("legend", { text: TEXT.filterStatus }), ...this.statuses.values(), this.undated),
      el("fieldset", {}, el("legend", { text: TEXT.filterType }), ...this.types.values()),
      this.sources.length > 1 && el("p", { class: "field" }, el("label", { for: "filter-source", text: TEXT.filterSource }), this.source),
      el("p", { class: "field" }, el("label", { for: "filter-article", text: TEXT.filterArticle }), this.article),
      el("p", { class: "field" }, el("label", { for: "filter-sure", text: TEXT.filterConfidence }), this.sure, this.sureText));
    this.bar = el("div", { class: "filter-bar", "aria-live": "polite" });
  }

  chip(text, toggle) {
    return el("button", { class: "chip", type: "button", "aria-pressed": "true", on: { click: toggle } }, text, el("span", { class: "count" }));
  }

  toggle(which, value) {
    const set = this.filters()[which];
    set.has(value) ? set.delete(value) : set.add(value);
    this.onChange();
  }

  /** @param {any} change */
  turn(change) {
    Object.assign(this.filters(), change);
    this.onChange();
  }

  pickArticle() {
    this.filters().article = this.article.value === "" ? null : Number(this.article.value);
    this.onChange();
  }

  pickSure() {
    this.filters().sure = Number(this.sure.value);
    this.onChange();
  }

  /** @param {number} left how many meetings the filters leave */
  update(left) {
    const filters = this.filters();
    this.root.open && this.recount();
    this.sure.value = String(filters.sure);
    this.sureText.textContent = `${Math.round(filters.sure * 100)}% \u00b7 ${TEXT.meetings(left)}`;
    fill(this.bar, ...(filtersAny(filters) ? [el("span", { text: TEXT.filtered(left, this.atlas.meetings.length) }), this.clear] : []));
  }

  /** The counts, which nobody sees while the box is closed. */
  recount() {
    const filters = this.filters();
    if (this.article.options.length === 1) {
      this.article.append(...this.atlas.articles.map((_, index) => el("option", { value: index })));
      this.source.append(...this.sources.map((name) => el("option", { value: name })));
    }
    const count = (test) => this.atlas.meetings.filter(test).length;
    const but = (which) => ({ ...filters, [which]: new Set() });
    this.mark(this.statuses, filters.statuses, (status) => count((one) => one.status === status && meetingPasses(but("statuses"), one)));
    this.mark(this.types, filters.types, (type) => count((one) => meetingPasses(but("types"), one) && one.parts.some((part) => part.actor.type === type)));
    this.articleCounts({ ...filters, article: null });
    this.sourceCounts({ ...filters, source: null, among: null });
    this.source.selectedIndex = this.sources.indexOf(filters.source) + 1;
    this.undated.setAttribute("aria-pressed", String(filters.undated));
    this.undated.querySelector(".count").textContent = grouped(count((one) => meetingPasses({ ...filters, undated: true, from: null, to: null }, one)));
    this.article.value = filters.article === null ? "" : String(filters.article);
  }

  /** @param {any} others the filters but that for the article */
  articleCounts(others) {
    const counts = new Map();
    this.atlas.meetings.filter((meeting) => meetingPasses(others, meeting)).forEach((meeting) => meeting.articles.forEach((one) => counts.set(one, (counts.get(one) || 0) + 1)));
    this.atlas.articles.forEach((article, index) => (this.article.options[index + 1].textContent = `${article.title || article.id} (${counts.get(index) || 0})`));
  }

  /** @param {any} others the filters but that for the source */
  sourceCounts(others) {
    const counts = new Map();
    this.atlas.meetings.filter((meeting) => meetingPasses(others, meeting))
      .forEach((meeting) => new Set(meeting.articles.map((one) => this.atlas.articles[one].source)).forEach((name) => counts.set(name, (counts.get(name) || 0) + 1)));
    this.sources.forEach((name, index) => (this.source.options[index + 1].textContent = `${name} (${counts.get(name) || 0})`));
  }

  mark(chips, hidden, count) {
    for (const [value, chip] of chips) {
      const number = count(value);
      chip.setAttribute("aria-pressed", String(!hidden.has(value)));
      chip.querySelector(".count").textContent = grouped(number);
      chip.hidden = number === 0 && !hidden.has(value);
    }
  }
}
