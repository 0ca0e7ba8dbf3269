// Lines, venues and seats: what an atlas adds to a map. Used by the page and by the folium layer.
// Every thing keeps its mark, a few SVG nodes, from one showing to the next: only what differs is written anew, so
// that a showing fits into a frame.

const LINKS_DRAWN = 150;
// from so many lines on, arrowheads would be all that one sees: lines grow thin towards the venue instead
const CROWD = 40;

/** @param {Part[]} parts @returns {string} how sure the reading is, as a class */
function doubt(parts) {
  const best = parts.reduce((most, part) => Math.max(most, part.confidence), 0);
  return best >= 0.8 ? "" : best >= 0.5 ? "doubt" : "doubt-more";
}

/** @param {any} link @returns {Position[][]} its line from the seat; the same each time */
const wayOf = (link) => (link.way ||= greatCircle(link.actor.seat.at, link.venue.at));

/** @param {string} type @returns {any} a path that takes clicks */
function markNode(type) {
  const node = L.SVG.create("path");
  node.setAttribute("class", `${type} leaflet-interactive`);
  return node;
}

/** @param {any} node @param {string} name @param {string} value */
function put(node, name, value) {
  node.getAttribute(name) === value || node.setAttribute(name, value);
}

/** Make `nodes` the children of `root`, in order, and move no more of them than it takes. */
function arrange(root, nodes) {
  const wanted = new Set(nodes);
  [...root.childNodes].forEach((node) => wanted.has(node) || node.remove());
  let next = root.firstChild;
  for (const node of nodes) {
    if (node === next) {
      next = next.nextSibling;
    } else {
      root.insertBefore(node, next);
    }
  }
}

/** Draws what it is given, and tells what was picked. */
class Drawing {
  /** @param {any} map @param {string[]} roles @param {Most} most @param {(pick: any) => void} onPick @param {any} [group] */
  constructor(map, roles, most, onPick, group = map) {
    this.map = map;
    this.most = most;
    this.roles = roles;
    this.onPick = onPick;
    this.kept = new Map();
    /** @type {Element | null | undefined} */
    this.hinted = null;
    this.owners = new WeakMap();
    /** @type {any[][]} marks below, marks above */
    this.drawn = [[], []];
    for (const [name, order] of [["links", 410], ["venues", 430]]) {
      if (!map.getPane(`parley-${name}`)) {
        map.createPane(`parley-${name}`).style.zIndex = String(order);
      }
    }
    /** @type {any[]} */
    this.renderers = ["links", "venues"].map((name) => L.svg({ pane: `parley-${name}`, padding: 0.5 }));
    this.renderers[0].on("update", () => this.place());
    this.tip = L.tooltip({ className: "tip" });
    const Marks = L.Layer.extend({ onAdd: () => this.appear(), onRemove: () => this.renderers.forEach((renderer) => renderer.remove()) });
    new Marks().addTo(group);
  }

  appear() {
    this.renderers.forEach((renderer) => {
      const fresh = !renderer._rootGroup;
      renderer.addTo(this.map);
      fresh && this.listen(renderer._rootGroup);
    });
    this.arrange();
  }

  listen(root) {
    const on = (name, act) => root.addEventListener(name, (event) => this.owners.has(event.target) && act(event, this.owners.get(event.target)));
    on("click", (event, mark) => {
      event.stopPropagation();
      this.map.dragging?.moved() || this.pick(mark);
    });
    on("mouseover", (event, mark) => this.point(mark, this.map.mouseEventToLatLng(event)));
    on("mousemove", (event) => this.tip.setLatLng(this.map.mouseEventToLatLng(event)));
    on("focusin", (event, mark) => event.target.matches(":focus-visible") && this.point(mark, mark.thing.at || mark.thing.actor.seat.at));
    on("mouseout", () => this.tip.remove());
    on("focusout", () => this.tip.remove());
    on("keydown", (event, mark) => this.key(event, mark));
  }

  point(mark, at) {
    this.tip.setContent(mark.tip()).setLatLng(at).openOn(this.map);
  }

  pick(mark) {
    this.tip.remove();
    this.onPick(mark.pick);
  }

  /** The arrow keys lead to the next venue in their direction, Enter picks. */
  key(event, mark) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!way && event.key !== "Enter" && event.key !== " ") {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    way ? nextCircle(event.target, way)?.focus() : this.pick(mark);
  }

  /**
   * @param {{links: Link[], venues: {venue: Venue, meetings: Meeting[]}[]}} view
   * @param {(thing: Link | Venue | Actor) => string} emphasis "", "faded" or "active"
   */
  show(view, emphasis) {
    const atHome = (link) => link.actor.seat && samePlace(link.actor.seat.at, link.venue.at);
    const lines = view.links.filter((link) => link.actor.seat && !atHome(link)).reverse();
    const seats = [...new Set(view.links.map((link) => link.actor))].filter((actor) => actor.seat);
    const homes = new Set(view.links.filter(atHome).map((link) => link.venue));
    const venues = [...view.venues].sort((a, b) => b.meetings.length - a.meetings.length);
    const lit = lines.filter((link) => emphasis(link) !== "faded");
    const below = lines.map((link) => this.lineMark(link, emphasis(link), lit.length > CROWD));
    const above = [...seats.map((actor) => this.seatMark(actor, emphasis(actor))),
      ...venues.map(({ venue, meetings }, index) => this.venueMark(venue, meetings, homes.has(venue), emphasis(venue), index === 0))];
    this.tip.remove();
    this.drawn = [below, above];
    this.place();
    this.arrange();
  }

  /** Take the keyboard to the busiest venue: from there the arrow keys lead on. */
  focus() {
    /** @type {SVGElement | null} */ (this.renderers[1]._rootGroup?.querySelector("[tabindex='0']"))?.focus();
  }

  /** Point out a venue, or none. @param {Venue | null} venue */
  hint(venue) {
    this.hinted?.classList.remove("hint");
    this.hinted = venue && this.kept.get(`venue ${venue.index}`)?.nodes[0];
    this.hinted?.classList.add("hint");
  }

  arrange() {
    this.drawn.forEach((marks, index) => {
      const root = this.renderers[index]._rootGroup;
      root && arrange(root, marks.flatMap((mark) => mark.nodes));
    });
  }

  /** The mark of a thing, made when it is first shown. @param {any} thing @param {string} key @param {() => any} make */
  mark(thing, key, make) {
    let mark = this.kept.get(key);
    if (!mark) {
      mark = make();
      mark.nodes.forEach((node) => this.owners.set(node, mark));
      this.kept.set(key, mark);
    }
    mark.thing = thing;
    return mark;
  }

  lineMark(link, emphasis, crowded) {
    const mark = this.mark(link, `${link.actor.index} ${link.venue.index}`, () => ({
      nodes: [markNode("arc"), markNode("grip")], path: linePath, pick: { kind: "link", venue: link.venue, actor: link.actor },
      line: wayOf(link).map((line) => line.map((at) => this.plane(at))),
    }));
    const [arc, grip] = mark.nodes;
    const role = mainRole(link, this.roles);
    const weight = arcWeight(link.meetings.length, this.most);
    const settled = settledness(link.meetings);
    const headless = crowded || emphasis === "faded";
    const taper = headless && settled === "settled" && role !== "absent";
    mark.taper = taper ? weight : 0;
    mark.head = headless ? 0 : seatHalf() + 1 + weight;
    mark.size = `${mark.taper} ${mark.head}`;
    mark.tip = () => linkTip(link, role);
    put(arc, "class", `arc role-${role} ${settled} ${doubt(link.parts)} ${emphasis} ${taper ? "taper" : ""}`);
    put(arc, "stroke-width", String(tenth(weight)));
    // the lines of a selection can be reached by keyboard; all lines would be too many
    const own = emphasis.startsWith("active");
    own ? grip.setAttribute("aria-label", `${TEXT.link(link.actor.name, link.venue.name)}: ${TEXT.roles[role]}, ${TEXT.meetings(link.meetings.length)}`) : grip.removeAttribute("aria-label");
    own ? grip.setAttribute("role", "button") : grip.removeAttribute("role");
    own ? grip.setAttribute("tabindex", "0") : grip.removeAttribute("tabindex");
    return mark;
  }

  seatMark(actor, emphasis) {
    const mark = this.mark(actor, `seat ${actor.index}`, () => ({
      nodes: [markNode("seat")], at: this.plane(actor.seat.at), path: ({ at }, flat) => [seatPath(...flat(at), seatHalf())], pick: { kind: "actor", actor },
      tip: () => words(TEXT.seatOf(actor.seat.name, actor.name)),
    }));
    put(mark.nodes[0], "class", `seat leaflet-interactive ${emphasis}`);
    return mark;
  }

  venueMark(venue, meetings, home, emphasis, first) {
    const mark = this.mark(venue, `venue ${venue.index}`, () => ({
      nodes: [markNode("venue")], at: this.plane(venue.at), pick: { kind: "venue", venue },
      path: venuePaths,
    }));
    // few venues are their host's own seat: the ring is made for those alone
    home && mark.nodes.length === 1 && mark.nodes.push(L.SVG.create("path"));
    const [circle, ring] = mark.nodes;
    mark.home = home;
    mark.radius = tenth(venueRadius(meetings.length, this.most));
    mark.size = `${mark.radius}${home}`;
    mark.tip = () => venueTip(venue, meetings);
    const loose = venue.kind === "region" || venue.kind === "country" ? "loose" : "";
    ring && put(ring, "class", home ? `home ${emphasis}` : "");
    put(circle, "class", `venue leaflet-interactive ${settledness(meetings)} ${loose} ${emphasis}`);
    put(circle, "role", "button");
    put(circle, "aria-label", `${venue.name}: ${TEXT.meetings(meetings.length)}`);
    put(circle, "data-venue", venue.slug);
    put(circle, "tabindex", first ? "0" : "-1");
    return mark;
  }

  /** @param {Position} at @returns {{x: number, y: number}} in pixels at zoom 0 */
  plane(at) {
    return this.map.project(at, 0);
  }

  /** Bring what is drawn to where the map is now. */
  place() {
    const scale = this.map.getZoomScale(this.map.getZoom(), 0);
    const origin = this.map.getPixelOrigin();
    const flat = ({ x, y }) => [x * scale - origin.x, y * scale - origin.y];
    const view = `${scale} ${origin.x} ${origin.y}`;
    for (const mark of this.drawn.flat()) {
      const now = `${view} ${mark.size}`;
      if (mark.now !== now) {
        mark.now = now;
        mark.path(mark, flat).forEach((path, index) => mark.nodes[index]?.setAttribute("d", path));
      }
    }
  }
}

/** @param {Element} from @param {number[]} way @returns {any} the nearest circle that lies that way */
function nextCircle(from, [right, down]) {
  const middle = (node) => {
    const box = node.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const [x, y] = middle(from);
  const others = [...(from.parentNode?.querySelectorAll("[data-venue]") || [])].filter((node) => node !== from);
  const costs = others.map((node) => {
    const [dx, dy] = [middle(node)[0] - x, middle(node)[1] - y];
    const ahead = dx * right + dy * down;
    return ahead > 1 ? ahead + 2 * Math.abs(dx * down + dy * right) : Infinity;
  });
  const best = Math.min(...costs);
  return best < Infinity ? others[costs.indexOf(best)] : null;
}

function linkTip(link, role) {
  return el("div", {}, words(TEXT.link(link.actor.name, link.venue.name), "strong"),
    el("div", { text: `${TEXT.roles[role]} \u00b7 ${TEXT.meetings(link.meetings.length)}` }));
}

function venueTip(venue, meetings) {
  return el("div", {}, words(venue.name, "strong"),
    el("div", { text: [TEXT.meetings(meetings.length), periodOf(meetings)].filter(Boolean).join(" \u00b7 ") }));
}
