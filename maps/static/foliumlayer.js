// The atlas as a layer for anybody's Leaflet map: lines, venues and seats; a click opens the meetings with their proof.

const ParleyLayer = L.LayerGroup.extend({
  /** @param {any} data as maps/payload.py writes it */
  initialize(data) {
    const base = /** @type {any} */ (L.LayerGroup.prototype);
    base.initialize.call(this);
    this.atlas = readAtlas(data);
  },

  onAdd(map) {
    L.LayerGroup.prototype.onAdd.call(this, map);
    if (!this.drawing) {
      const links = linksOf(this.atlas.meetings, () => true);
      const most = { venue: mostOf(this.atlas.venues, "meetings"), link: mostOf(links, "meetings") };
      this.drawing = new Drawing(map, this.atlas.roles, most, (pick) => this.open(pick), this);
      this.drawing.show({ links, venues: venuesOf(this.atlas.meetings) }, () => "");
    }
  },

  open(pick) {
    const meetings = this.atlas.meetings.filter((meeting) => concerns(meeting, pick));
    const about = pick.kind === "venue" ? null : pick.actor;
    const again = (other) => other && this.open(other);
    const at = pick.venue ? pick.venue.at : pick.actor.seat ? pick.actor.seat.at : this._map.getCenter();
    const content = el("div", { class: "parley" }, el("h2", {}, words(titleOf(pick))),
      ...meetings.map((meeting) => meetingCard(this.atlas, meeting, again, about)));
    L.popup({ maxWidth: 380, maxHeight: 360 }).setLatLng(at).setContent(content).openOn(this._map);
  },

  getBounds() {
    return L.latLngBounds(this.atlas.venues.map((venue) => venue.at));
  },
});
