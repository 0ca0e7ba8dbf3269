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
    this.drawing = new Drawing(map, atlas.roles, (pick) => this.select(pick, false));
    this.labels = new Labels(map);
    this.panel = new Panel(document.getElementById("panel"), atlas, this.pick, () => this.clearFilters());
    this.panel.onlyNew = () => this.filters.fresh;
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
    document.getElementById("top")?.append(this.search.root, this.filterBox.root, this.filterBox.bar);
    const panel = /** @type {HTMLElement} */ (document.getElementById("panel"));
    panel.setAttribute("aria-label", TEXT.panel);
    const box = this.map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", TEXT.map);
    panel.before(el("button", { id: "sheet", type: "button", "aria-label": TEXT.sheet, "aria-expanded": "false", on: { click: () => this.toggleSheet() } }));
    const corners = [this.legend.signs, saveBox(this)];
    box.append(...corners);
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
    ["pointerdown", "wheel", "keydown"].forEach((kind) => this.map.getContainer().addEventListener(kind, () => (this.byHand = true), { capture: true, passive: true }));
    this.map.on("moveend", () => this.byHand && this.keepPlace());
    addEventListener("keydown", (event) => this.key(event));
    ["(prefers-color-scheme: dark)", "print"].forEach((media) => matchMedia(media).addEventListener("change", () => this.refresh()));
    addEventListener("beforeprint", () => this.unroll());
  }

  /** Until a hand has moved the map, it shows all that it has to at every size. */
  resized() {
    this.map.invalidateSize({ animate: false });
    this.drawn && !this.byHand && this.place === "" && this.fitAll();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "Escape" && !typing) {
      this.select(null, false);
    } else if (event.key === "/" && !typing) {
      event.preventDefault();
      this.search.input.focus();
    }
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
      .map(({ venue, meetings }) => ({ text: venue.name, at: venue.at, reach: venueRadius(meetings.length), style: "venue-name" }));
    const seats = [...new Set((this.selected ? own : links).map((link) => link.actor))].filter((actor) => actor.seat && actor.type === "state")
      .map((actor) => ({ text: actor.name, at: actor.seat.at, reach: 5, style: "seat-name" }));
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

  /** Show what is left of the selection, or of everything, as near as it allows: venues, seats, and the lines between. */
  fitAll() {
    const { atlas, tally, selected } = this;
    tally.take(this.filters);
    const links = selected ? tally.linksAt(selected) : tally.strongest(LINKS_DRAWN);
    const meetings = selected ? tally.left().filter((meeting) => concerns(meeting, selected)) : [];
    const venues = selected ? meetings.flatMap(({ venue }) => venue || []) : atlas.venues.filter(({ index }) => tally.venueCounts[index] > 0);
    const actors = selected?.kind === "meeting" ? selected.meeting.parts.map(({ actor }) => actor) : [selected?.actor, selected?.other];
    const seats = [...actors, ...links.map(({ actor }) => actor)].flatMap((actor) => actor?.seat || []);
    const bows = links.filter(({ actor }) => actor.seat).map(wayOf).filter((way) => way.length === 1).flatMap(([line]) => line.filter((_, index) => index % 3 === 2));
    this.fit([...venues, ...seats].map(({ at }) => at).concat(bows));
  }

  /** @param {Position[]} places */
  fit(places) {
    const found = places.length > 0 ? places : /** @type {Position[]} */ ([[60, -120], [-45, 150]]);
    const bounds = L.bounds(found.map((place) => this.map.project(place, 0)));
    const size = this.map.getSize().subtract(this.map.getSize().x < 600 ? [40, 50] : [110, 70]);
    const span = bounds.getSize();
    const scale = Math.min(size.x / Math.max(span.x, 1e-3), size.y / Math.max(span.y, 1e-3));
    const zoom = Math.max(this.map.getMinZoom(), Math.min(5, Math.floor(10 * Math.log2(scale)) / 10));
    const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map.setView(this.map.unproject(this.insideGlobe(bounds.getCenter(), zoom), 0), zoom, { animate: animate && this.drawn });
  }

  /** Move a centre so that the view shows no more than it must of what lies above and below the globe. */
  insideGlobe(center, zoom) {
    const [top, bottom] = [90, -90].map((lat) => this.map.project([lat, 0], 0).y);
    const half = this.map.getSize().y / 2 / this.map.getZoomScale(zoom, 0);
    const y = half * 2 > bottom - top ? (top + bottom) / 2 : Math.max(top + half, Math.min(bottom - half, center.y));
    return L.point(center.x, y);
  }

  readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const venue = this.atlas.venues.find((one) => one.slug === asked.get("venue"));
    const actor = this.atlas.actors.find((one) => one.id === asked.get("actor"));
    const meeting = this.atlas.meetings.find((one) => one.id === asked.get("meeting"));
    const other = this.atlas.actors.find((one) => one.id === asked.get("with"));
    const person = this.atlas.people.find((one) => one.name === asked.get("person"));
    this.selected = person ? { kind: "person", person } : actor && other && other !== actor ? { kind: "compare", actor, other } : meeting ? { kind: "meeting", meeting } : venue && actor ? { kind: "link", venue, actor } : venue ? { kind: "venue", venue } : actor ? { kind: "actor", actor } : null;
    this.filters = readFilters(asked, this.atlas);
    this.place = asked.get("at") || "";
  }

  /** @param {boolean} [quietly] whether the back button should skip this step */
  writeAddress(quietly = false) {
    const { kind, venue, actor, other, person, meeting } = this.selected || {};
    const parts = writeFilters(this.filters, this.atlas);
    kind === "meeting" && parts.set("meeting", meeting.id);
    venue && parts.set("venue", venue.slug);
    actor && parts.set("actor", actor.id);
    other && parts.set("with", other.id);
    person && parts.set("person", person.name);
    this.place && parts.set("at", this.place);
    const hash = String(parts);
    if (hash !== location.hash.slice(1)) {
      history[quietly ? "replaceState" : "pushState"](null, "", hash ? `#${hash}` : "#");
    }
  }
}

const HIDDEN_SETS = { roles: "without-role", statuses: "without-status", types: "without-type" };

/** @param {URLSearchParams} asked @param {any} atlas @returns {any} filters; what makes no sense is left out */
function readFilters(asked, atlas) {
  const filters = noFilters();
  const known = { roles: atlas.roles, statuses: atlas.statuses, types: Object.keys(TEXT.types) };
  for (const [which, key] of Object.entries(HIDDEN_SETS)) {
    filters[which] = new Set((asked.get(key) || "").split(",").filter((value) => known[which].includes(value)));
  }
  const date = (key) => (/^\d{4}(-\d\d)?$/.test(asked.get(key) || "") ? asked.get(key) : null);
  const article = atlas.articles.findIndex((one) => one.id === asked.get("article"));
  const sure = Math.max(0, Math.min(0.9, Number(asked.get("sure")) || 0));
  return { ...filters, from: date("from"), to: date("to"), article: article < 0 ? null : article, sure, fresh: Boolean(atlas.changes) && asked.has("new"), undated: asked.has("undated") };
}

/** @param {any} filters @param {any} atlas @returns {URLSearchParams} */
function writeFilters(filters, atlas) {
  const parts = new URLSearchParams();
  for (const [which, key] of Object.entries(HIDDEN_SETS)) {
    filters[which].size > 0 && parts.set(key, [...filters[which]].join(","));
  }
  filters.from !== null && parts.set("from", filters.from);
  filters.to !== null && parts.set("to", filters.to);
  filters.article !== null && parts.set("article", atlas.articles[filters.article].id);
  filters.sure > 0 && parts.set("sure", String(filters.sure));
  filters.fresh && parts.set("new", "");
  filters.undated && parts.set("undated", "");
  return parts;
}

/** @returns {Promise<any>} the atlas, as JSON or packed */
async function readData() {
  const block = /** @type {HTMLElement} */ (document.getElementById("parley-data"));
  const text = block.textContent || "";
  return block.getAttribute("type") === "application/json" ? JSON.parse(text) : unpack(text).json();
}

/** @returns {Promise<Uint8Array>} the basemap, as maps/basemap.py describes it */
async function readWorld() {
  return new Uint8Array(await unpack(document.getElementById("parley-world")?.textContent || "").arrayBuffer());
}

/** @returns {Promise<void>} once the browser has shown what there is; a page in the background shows nothing */
const shown = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 100);
});

async function main() {
  const titled = shown();
  const [data, world] = await Promise.all([readData(), readWorld()]);
  const app = new App(readAtlas(data), map_parley);
  addTiles(app.map, app.atlas.tiles);
  app.world.load(world);
  await titled;
  app.start();
  document.documentElement.classList.add("drawn");
}

main();
