// Lines, venues and seats: what an atlas adds to a map. Used by the page and by the folium layer.

const LINKS_DRAWN = 150;

/** A line that shows its direction by a small open arrowhead, a little past its middle. */
/** @type {any} */
const Arc = L.Polyline.extend({
  _updatePath() {
    const line = L.SVG.pointsToPath(this._parts, false);
    this._renderer._setPath(this, line + (this.options.arrow ? arrowhead(this._rings, 4 + this.options.weight) : ""));
  },
});

/** @param {{x: number, y: number}[][]} rings @param {number} size @returns {string} path commands */
function arrowhead(rings, size) {
  const ring = rings.reduce((best, other) => (other.length > best.length ? other : best), []);
  const end = Math.min(ring.length - 1, Math.max(1, Math.round(ring.length * 0.58)));
  const [from, to] = [ring[end - 1], ring[end]];
  if (!from || !to || Math.hypot(ring[0].x - ring[ring.length - 1].x, ring[0].y - ring[ring.length - 1].y) < 36) {
    return "";
  }
  const turn = Math.atan2(to.y - from.y, to.x - from.x);
  const tip = ring.length === 2 ? { x: from.x + (to.x - from.x) * 0.58, y: from.y + (to.y - from.y) * 0.58 } : to;
  const wing = (side) =>
    `${Math.round((tip.x - size * Math.cos(turn + side * 0.5)) * 10) / 10} ${Math.round((tip.y - size * Math.sin(turn + side * 0.5)) * 10) / 10}`;
  return `M${wing(1)}L${Math.round(tip.x * 10) / 10} ${Math.round(tip.y * 10) / 10}L${wing(-1)}`;
}

/** @param {number} count @returns {number} */
const arcWeight = (count) => Math.min(6, 1.5 + Math.log2(count));

/** @param {number} count @returns {number} pixels, fewer on a phone */
const venueRadius = (count) => Math.min(20, 3.2 + 2.1 * Math.sqrt(count)) * (innerWidth < 760 ? 0.8 : 1);

/** @param {Part[]} parts @returns {string} how sure the reading is, as a class */
function doubt(parts) {
  const best = Math.max(0, ...parts.map((part) => part.confidence));
  return best >= 0.8 ? "" : best >= 0.5 ? "doubt" : "doubt-more";
}

/** Draws what it is given, and tells what was picked. */
class Drawing {
  /** @param {any} map @param {string[]} roles @param {(pick: any) => void} onPick @param {any} [group] */
  constructor(map, roles, onPick, group = map) {
    this.map = map;
    this.roles = roles;
    this.onPick = onPick;
    this.group = group;
    for (const [name, order] of [["links", 410], ["seats", 420], ["venues", 430]]) {
      if (!map.getPane(`parley-${name}`)) {
        map.createPane(`parley-${name}`).style.zIndex = String(order);
      }
    }
    this.renderers = Object.fromEntries(
      ["links", "venues"].map((name) => [name, L.svg({ pane: `parley-${name}`, padding: 0.5 })]),
    );
    this.layers = L.layerGroup().addTo(group);
  }

  options(name, more) {
    return { renderer: this.renderers[name], pane: `parley-${name}`, ...more };
  }

  /**
   * @param {{links: Link[], venues: {venue: Venue, meetings: Meeting[]}[]}} view
   * @param {(thing: Link | Venue | Actor) => string} emphasis "", "faded" or "active"
   */
  show(view, emphasis) {
    this.layers.clearLayers();
    const lines = view.links.filter((link) => link.actor.seat && !samePlace(link.actor.seat.at, link.venue.at));
    [...lines].reverse().forEach((link) => this.drawLink(link, emphasis(link)));
    new Set(view.links.map((link) => link.actor)).forEach((actor) => this.drawSeat(actor, emphasis(actor)));
    const homes = new Set(
      view.links.filter((link) => link.actor.seat && samePlace(link.actor.seat.at, link.venue.at)).map((link) => link.venue),
    );
    [...view.venues]
      .sort((a, b) => b.meetings.length - a.meetings.length)
      .forEach(({ venue, meetings }, index) => this.drawVenue(venue, meetings, homes.has(venue), emphasis(venue), index === 0));
  }

  drawLink(link, emphasis) {
    const role = mainRole(link, this.roles);
    const line = greatCircle(link.actor.seat.at, link.venue.at);
    const style = `arc role-${role} ${settledness(link.meetings)} ${doubt(link.parts)} ${emphasis}`;
    const weight = arcWeight(link.meetings.length);
    new Arc(line, this.options("links", { className: style, weight, arrow: true, interactive: false, smoothFactor: 0.5 })).addTo(this.layers);
    const grip = L.polyline(line, this.options("links", { className: "grip", weight: 14, opacity: 0 }));
    grip.on("click", (event) => this.pick(event, { kind: "link", venue: link.venue, actor: link.actor }));
    grip.bindTooltip(() => linkTip(link, role), { sticky: true, className: "tip" }).addTo(this.layers);
  }

  drawSeat(actor, emphasis) {
    if (!actor.seat) {
      return;
    }
    const icon = L.divIcon({ className: `seat ${emphasis}`, iconSize: [7, 7] });
    const marker = L.marker(actor.seat.at, { icon, pane: "parley-seats", keyboard: false });
    marker.on("click", (event) => this.pick(event, { kind: "actor", actor }));
    marker.bindTooltip(() => words(TEXT.seatOf(actor.seat.name, actor.name)), { className: "tip" }).addTo(this.layers);
  }

  drawVenue(venue, meetings, home, emphasis, first) {
    const radius = venueRadius(meetings.length);
    const loose = venue.kind === "region" || venue.kind === "country" ? "loose" : "";
    if (home) {
      L.circleMarker(venue.at, this.options("venues", { radius: radius + 3, className: `home ${emphasis}`, interactive: false })).addTo(this.layers);
    }
    const style = `venue ${settledness(meetings)} ${loose} ${emphasis}`;
    const circle = L.circleMarker(venue.at, this.options("venues", { radius, className: style }));
    circle.on("click", (event) => this.pick(event, { kind: "venue", venue }));
    circle.bindTooltip(() => venueTip(venue, meetings), { className: "tip", offset: [radius, 0] }).addTo(this.layers);
    makeButton(circle.getElement(), `${venue.name}: ${TEXT.meetings(meetings.length)}`, venue, first);
  }

  pick(event, what) {
    L.DomEvent.stopPropagation(event);
    this.onPick(what);
  }
}

/**
 * A venue's circle as a button: the arrow keys lead to the next venue in their direction, Enter picks.
 * @param {any} node @param {string} label @param {Venue} venue @param {boolean} first whether Tab leads here
 */
function makeButton(node, label, venue, first) {
  node.setAttribute("role", "button");
  node.setAttribute("aria-label", label);
  node.setAttribute("data-venue", venue.slug);
  node.setAttribute("tabindex", first ? "0" : "-1");
  node.addEventListener("keydown", (event) => {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (way) {
      event.preventDefault();
      event.stopPropagation();
      nextCircle(node, way)?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      node.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: 0, clientY: 0 }));
    }
  });
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
