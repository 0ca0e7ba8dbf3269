// The same selection as a table, to sort, copy and download.

const TABLE_COLUMNS = {
  date: (meeting) => spanText(meeting.date),
  venue: (meeting) => meeting.venue?.name || TEXT.noVenue,
  label: (meeting) => meeting.label,
  status: (meeting) => TEXT.statuses[meeting.status],
  actors: (meeting) => [...new Set(meeting.parts.map((part) => part.actor.name))].join(", "),
};

class Table {
  /** @param {any} atlas @param {(pick: any) => void} pick @param {() => void} onSort */
  constructor(atlas, pick, onSort) {
    this.atlas = atlas;
    this.pick = pick;
    this.onSort = onSort;
    this.by = "date";
    this.up = true;
  }

  /** @param {Meeting[]} meetings @returns {Node[]} */
  show(meetings) {
    const head = Object.keys(TABLE_COLUMNS).map((column) =>
      el("th", { scope: "col", "aria-sort": column === this.by ? (this.up ? "ascending" : "descending") : "none" },
        el("button", { type: "button", title: TEXT.sortBy(TEXT.columns[column]), on: { click: () => this.sort(column) } }, TEXT.columns[column],
          el("span", { class: "arrow", "aria-hidden": "true", text: column === this.by ? (this.up ? " \u2191" : " \u2193") : "" }))));
    const body = el("tbody");
    const more = paged(body, this.sorted(meetings), (meeting) => this.row(meeting));
    return [
      el("div", { class: "tools" }, this.tool(TEXT.downloadCsv, () => download("meetings.csv", "text/csv", csvOf(this.atlas, meetings))),
        this.tool(TEXT.downloadGeojson, () => download("meetings.geojson", "application/geo+json", JSON.stringify(geojsonOf(this.atlas, meetings)))),
        navigator.clipboard ? this.tool(TEXT.copyTable, (button) => this.copy(meetings, button)) : null),
      el("div", { class: "table-box", tabindex: "0", role: "region", "aria-label": TEXT.views.table }, el("table", {}, el("thead", {}, el("tr", {}, ...head)), body)),
      more,
    ];
  }

  tool(text, act) {
    const button = el("button", { class: "chip", type: "button", text, on: { click: () => act(button) } });
    return button;
  }

  async copy(meetings, button) {
    const rows = this.sorted(meetings).map((meeting) => Object.values(TABLE_COLUMNS).map((text) => text(meeting).replace(/\s+/g, " ")));
    await copyText([Object.keys(TABLE_COLUMNS).map((column) => TEXT.columns[column]), ...rows].map((row) => row.map(safeCell).join("\t")).join("\n"), button);
  }

  row(meeting) {
    const cells = Object.entries(TABLE_COLUMNS).map(([column, text]) => el("td", { class: `cell-${column}` },
      column === "venue" ? el("button", { class: "name", type: "button", on: { click: () => this.pick({ kind: "meeting", meeting }) } }, words(text(meeting))) : words(text(meeting))));
    return el("tr", { "data-at": meeting.venue?.index }, ...cells);
  }

  sort(column) {
    this.up = column === this.by ? !this.up : true;
    this.by = column;
    this.onSort();
  }

  sorted(meetings) {
    const key = this.by === "date" ? null : TABLE_COLUMNS[this.by];
    const compare = key ? (a, b) => key(a).localeCompare(key(b), "en") || byDate(a, b) : byDate;
    const rows = [...meetings].sort(compare);
    return this.up ? rows : rows.reverse();
  }
}

/**
 * Show rows a page at a time: the next one when its button is pressed, or comes into view.
 * @param {any} parent @param {any[]} items @param {(item: any) => Node} render @param {number} [size]
 * @returns {Node | null} the button for more, where there is more
 */
function paged(parent, items, render, size = 40) {
  let shown = 0;
  const more = el("button", { class: "more", type: "button", on: { click: () => next() } });
  const next = () => {
    parent.append(...items.slice(shown, shown + size).map(render));
    shown = Math.min(items.length, shown + size);
    more.textContent = TEXT.showMore(items.length - shown);
    more.hidden = shown === items.length;
  };
  next();
  new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && next()).observe(more);
  return more.hidden ? null : more;
}
