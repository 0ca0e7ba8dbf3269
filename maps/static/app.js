// Puts the page together: one state, one refresh, and the address that keeps it.

const VENUES_DRAWN = 300;
// milliseconds without a move after which a hand is at rest
const REST = 150;
// pages of a list, of 40 meetings each, that are printed
const PAGES_PRINTED = 50;

class App {
  /** @param {any} atlas @param {any} map */
  constructor(atlas, map) {
    this.atlas = atlas;
    this.tally = new Tally(atlas);
    this.map = map;
    this.selected = null;
    this.filters = noFilters();
    this.pick = (pick) => this.select(pick, true);
    this.world = new World(map, (code, name) => this.describeState(code, name));
    this.most = { venue: mostOf(atlas.venues, "meetings"), link: mostOf(this.tally.links, "found") };
    this.drawing = new Drawing(map, atlas.roles, this.most, (pick) => this.select(pick, false));
    this.labels = new Labels(map);
    this.panel = new Panel(document.getElementById("panel"), atlas, this.pick, () => this.clearFilters());
    this.panel.onlyNew = () => this.filters.fresh;
    this.panel.hint = (venue) => this.drawing.hint(venue);
    this.panel.turnNew = (fresh) => this.turnNew(fresh);
    this.place = "";
    this.byHand = false;
    this.legend = new Legend(atlas, (role) => this.toggleRole(role));
    this.search = new Search(atlas, this.pick);
    this.filterBox = new FilterBox(atlas, () => this.filters, () => this.filtered(), () => this.clearFilters());
    this.timeline = new Timeline(atlas, (from, to) => this.filterSoon({ from, to }), () => this.filtered({ undated: !this.filters.undated, from: null, to: null }));
    this.frame = 0;
    this.restTimer = 0;
    /** @type {any} what is on the map */
    this.shown = null;
    this.drawn = false;
    this.addressTimer = 0;
  }

  start() {
    this.layout();
    this.readAddress();
    this.count();
    this.retell();
    // only now is the page measured, once
    this.map.invalidateSize({ animate: false, pan: false });
    this.goToPlace() || this.fitAll();
    this.draw();
    this.world.addTo(this.map);
    this.drawn = true;
    this.listen();
  }

  /** Where the reader has moved the map to stands in the address. */
  keepPlace() {
    const { lat, lng } = this.map.getCenter();
    this.place = [lat.toFixed(2), lng.toFixed(2), this.map.getZoom()].join(",");
    clearTimeout(this.addressTimer);
    this.addressTimer = setTimeout(() => this.writeAddress(true), 250);
  }

  /** @returns {boolean} whether the address names a place to go to */
  goToPlace() {
    const [lat, lng, zoom] = this.place.split(",").map(Number);
    const known = this.place !== "" && Math.abs(lat) <= 90 && Math.abs(lng) <= 360 && zoom >= this.map.getMinZoom() && zoom <= this.map.getMaxZoom();
    known && this.map.setView([lat, lng], zoom, { animate: false });
    return known;
  }

  layout() {
    document.documentElement.classList.add("ready");
    document.getElementById("top")?.append(el("button", { class: "skip", type: "button", text: TEXT.skip, on: { click: () => this.drawing.focus() } }), this.search.root, this.filterBox.root, this.filterBox.bar);
    const panel = /** @type {HTMLElement} */ (document.getElementById("panel"));
    panel.setAttribute("aria-label", TEXT.panel);
    const box = this.map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", TEXT.map);
    panel.before(el("button", { id: "sheet", type: "button", "aria-label": TEXT.sheet, "aria-expanded": "false", on: { click: () => this.toggleSheet() } }));
    const corners = [this.legend.signs, saveBox(this)];
    box.append(...corners);
    addEventListener("pointerdown", ({ target }) => corners.forEach((corner) => corner.contains(target) || corner.removeAttribute("open")));
    corners.forEach((corner) => L.DomEvent.disableClickPropagation(corner).disableScrollPropagation(corner));
    box.after(el("section", { id: "strip", "aria-label": TEXT.strip }, this.legend.note, this.legend.root, this.timeline.root));
    L.control.zoom({ position: "topleft", zoomInTitle: TEXT.zoomIn, zoomOutTitle: TEXT.zoomOut }).addTo(this.map);
    L.control.attribution({ position: "bottomright", prefix: false }).addAttribution("GeoNames CC BY 4.0 \u00b7 Natural Earth \u00b7 Leaflet").addTo(this.map);
    new ResizeObserver(() => this.resized()).observe(box);
  }

  listen() {
    this.map.on("click", ({ layerPoint }) => this.selectState(this.world.at(layerPoint)?.code));
    addEventListener("hashchange", () => {
      this.readAddress();
      this.refresh();
      this.goToPlace() || this.fitAll();
    });
    ["pointerdown", "wheel", "keydown"].forEach((kind) => this.map.getContainer().addEventListener(kind, ({ key }) => (this.byHand ||= key !== "Tab"), { capture: true, passive: true }));
    this.map.on("moveend", () => this.byHand && this.keepPlace());
    addEventListener("keydown", (event) => this.key(event));
    ["(prefers-color-scheme: dark)", "print"].forEach((media) => matchMedia(media).addEventListener("change", () => this.recolour()));
    addEventListener("beforeprint", () => this.unroll());
  }

  /** Until a hand has moved the map, it shows all that it has to at every size. */
  resized() {
    const before = this.map.getSize();
    this.map.invalidateSize({ animate: false });
    before.equals(this.map.getSize()) || this.byHand || this.place !== "" || this.fitAll();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const typing = event.target instanceof HTMLInputElement;
    const corner = document.querySelector(".corner[open]");
    if (event.key === "Escape" && corner) {
      corner.removeAttribute("open");
      corner.querySelector("summary")?.focus();
    } else if (event.key === "Escape" && !typing) {
      this.select(null, false);
    } else if (event.key === "/" && !typing) {
      event.preventDefault();
      this.search.input.focus();
    }
  }

  /** Another scheme or paper has other colours; on paper the list stays whole. */
  recolour() {
    this.refresh();
    matchMedia("print").matches && this.unroll();
  }

  /** Paper has no button for more. */
  unroll() {
    for (let page = 0; page < PAGES_PRINTED; page += 1) {
      /** @type {HTMLElement | null} */ (document.querySelector("#panel > .more:not([hidden])"))?.click();
    }
  }

  toggleSheet() {
    const open = document.documentElement.classList.toggle("sheet-open");
    document.getElementById("sheet")?.setAttribute("aria-expanded", String(open));
  }

  toggleRole(role) {
    this.filters.roles.has(role) ? this.filters.roles.delete(role) : this.filters.roles.add(role);
    this.filtered();
  }

  /** @param {any} [change] */
  filtered(change = {}) {
    Object.assign(this.filters, change);
    this.writeAddress(true);
    this.refresh();
  }

  /** For dragging: the map follows each frame, all else and the address once the hand rests. @param {any} change */
  filterSoon(change) {
    Object.assign(this.filters, change);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.redraw());
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.filtered(), REST);
  }

  /** The switch is made anew with the list: the focus goes with it. */
  turnNew(fresh) {
    this.filtered({ fresh });
    /** @type {HTMLElement | null} */ (document.querySelector(".changes button"))?.focus();
  }

  clearFilters() {
    this.timeline.stop();
    this.filtered(noFilters());
    this.search.input.focus();
  }

  selectState(code) {
    const actor = this.atlas.actors.find((one) => one.id === code);
    this.select(actor ? { kind: "actor", actor } : null, false);
  }

  describeState(code, name) {
    const actor = this.atlas.actors.find((one) => one.id === code);
    return words(actor ? TEXT.takesPart(actor.name, actor.meetings.length) : TEXT.noMeetings(name), "span");
  }

  /** @param {any} pick @param {boolean} move whether the map goes there */
  select(pick, move) {
    const had = this.selected !== null;
    this.selected = pick;
    if (pick && move) {
      [this.place, this.byHand] = ["", false];
    }
    this.writeAddress();
    this.refresh();
    if (pick) {
      (document.getElementById("selected") || document.getElementById("panel"))?.focus({ preventScroll: true });
      move && this.fitAll();
    } else if (had) {
      document.getElementById("panel")?.focus({ preventScroll: true });
    }
  }

  refresh() {
    this.count();
    this.retell();
    this.draw();
  }

  /** The lines, the venues and the timeline: little enough work for each frame of a brush. */
  redraw() {
    this.count();
    this.drawMarks();
    this.timeline.update(this.tally.anyTime, this.filters);
  }

  /** What the filters leave, and what of it is drawn. */
  count() {
    const { tally, selected } = this;
    tally.take(this.filters);
    const own = selected ? tally.linksAt(selected) : [];
    const mine = new Set(own);
    const links = [...tally.strongest(LINKS_DRAWN).filter((link) => !mine.has(link)), ...own];
    const wanted = [...own.map((link) => link.venue), selected?.venue, selected?.meeting?.venue].filter(Boolean);
    this.shown = { links, venues: tally.busiest(VENUES_DRAWN, new Set(wanted)), own };
  }

  /** All that stands beside the map: the panel, the legend, the timeline, and their counts. */
  retell() {
    const { tally, filters, shown: { links, venues } } = this;
    const meetings = tally.left();
    const places = nonZero(tally.venueCounts);
    const all = nonZero(tally.linkCounts);
    this.panel.show(this.selected, meetings);
    this.filterBox.update(meetings.length);
    this.timeline.update(tally.anyTime, filters);
    this.legend.update(this.roleCounts(), filters.roles, [
      links.length < all && TEXT.linksShown(links.length, all),
      venues.length < places && TEXT.venuesShown(venues.length, places),
    ].filter(Boolean).join(" "), !this.selected);
  }

  /** The map: lines, venues, names and tints. */
  draw() {
    const { links, venues, own } = this.shown;
    this.drawMarks();
    this.labels.show(this.labelItems(venues, links, own));
    this.world.paint(this.tally.tints(), this.selected?.actor?.id || null);
  }

  drawMarks() {
    const { links, venues, own } = this.shown;
    this.drawing.show({ links, venues }, (thing) => this.emphasis(thing, own));
  }

  emphasis(thing, own) {
    if (!this.selected) {
      return "";
    }
    const lit = own.some((link) => link === thing || link.venue === thing || link.actor === thing) || thing === this.selected.venue || thing === this.selected.meeting?.venue;
    return !lit ? "faded" : this.selected.kind === "compare" ? `active ${this.side(thing)}` : "active";
  }

  /** In a comparison: whose line this is, or who met at this venue. */
  side(thing) {
    const { actor, other } = this.selected;
    const who = thing.actor || thing;
    if (who === actor || who === other) {
      return who === actor ? "side-one" : "side-other";
    }
    const met = new Set(thing.meetings.filter((meeting) => concerns(meeting, this.selected)).map((meeting) => sideOf(meeting, this.selected)));
    return met.size === 1 ? `side-${[...met][0]}` : "side-both";
  }

  labelItems(venues, links, own) {
    const strong = (thing) => this.emphasis(thing, own) !== "faded";
    const places = [...venues].filter(({ venue }) => strong(venue)).sort((a, b) => b.meetings.length - a.meetings.length)
      .map(({ venue, meetings }) => ({ text: venue.name, at: venue.at, reach: venueReach(meetings.length, this.most), style: "venue-name" }));
    const near = ([lat, lon]) => places.find(({ at }) => Math.abs(at[0] - lat) + Math.abs(at[1] - lon) < 0.3)?.reach;
    const seats = [...new Set((this.selected ? own : links).map((link) => link.actor))].filter((actor) => actor.seat && actor.type === "state")
      .map((actor) => ({ text: actor.name, at: actor.seat.at, reach: near(actor.seat.at) || 2 + seatHalf(), style: "seat-name" }));
    return [...places, ...seats];
  }

  roleCounts() {
    const counts = new Map();
    this.atlas.meetings.forEach((meeting) => meeting.parts.forEach((part) => counts.has(part.role) || counts.set(part.role, 0)));
    const others = { ...this.filters, roles: new Set() };
    this.atlas.meetings.filter((meeting) => meetingPasses(others, meeting)).forEach((meeting) =>
      meeting.parts.filter((part) => partPasses(others, part)).forEach((part) => counts.set(part.role, counts.get(part.role) + 1)));
    return counts;
  }

  fitAll() {
    this.tally.take(this.filters);
    fit(this.map, placesToFit(this), this.drawn);
  }

  readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    this.selected = readPick(asked, this.atlas);
    this.filters = readFilters(asked, this.atlas);
    this.place = asked.get("at") || "";
  }

  /** @param {boolean} [quietly] whether the back button should skip this step */
  writeAddress(quietly = false) {
    const parts = writeFilters(this.filters, this.atlas);
    writePick(parts, this.selected);
    this.place && parts.set("at", this.place);
    const hash = String(parts);
    if (hash !== location.hash.slice(1)) {
      history[quietly ? "replaceState" : "pushState"](null, "", hash ? `#${hash}` : "#");
    }
  }
}
