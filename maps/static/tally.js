// What the filters leave, counted quickly enough to follow a hand that brushes time: numbers in typed arrays. Meetings
// are sorted by date, so a period is a stretch of them.

class Tally {
  /** @param {any} atlas */
  constructor(atlas) {
    /** @type {Meeting[]} */
    this.meetings = atlas.meetings;
    this.links = [];
    // where a meeting's participations start in the arrays below
    this.first = new Int32Array(this.meetings.length + 1);
    this.meetings.forEach((meeting, at) => (this.first[at + 1] = this.first[at] + meeting.parts.length));
    const count = this.first[this.meetings.length];
    this.linkOf = new Int32Array(count).fill(-1);
    this.actorOf = new Int32Array(count);
    this.passes = new Uint8Array(this.meetings.length);
    this.counts = new Uint8Array(count);
    this.meetings.forEach((meeting, at) => (meeting.order = at));
    this.dated = this.meetings.findIndex((meeting) => !meeting.date);
    this.dated = this.dated < 0 ? this.meetings.length : this.dated;
    this.actors = atlas.actors;
    this.venues = atlas.venues;
    this.join();
    this.linkCounts = new Int32Array(this.links.length);
    this.actorCounts = new Int32Array(this.actors.length);
    this.venueCounts = new Int32Array(this.venues.length);
    // the meeting counted last, so that each counts once
    this.lastLink = new Int32Array(this.links.length);
    this.lastActor = new Int32Array(this.actors.length);
    this.key = "";
    /** @type {Meeting[]} */
    this.anyTime = [];
    this.from = 0;
    this.to = 0;
  }

  /** Number the pairs of venue and actor. */
  join() {
    const numbers = new Map();
    this.meetings.forEach(({ venue, parts }, at) => parts.forEach((part, index) => {
      const place = this.first[at] + index;
      this.actorOf[place] = part.actor.index;
      if (venue) {
        const key = venue.index * this.actors.length + part.actor.index;
        if (!numbers.has(key)) {
          numbers.set(key, this.links.length);
          this.links.push({ venue, actor: part.actor, found: [] });
        }
        this.linkOf[place] = numbers.get(key);
        this.links[this.linkOf[place]].found.push([at, part, place]);
      }
    }));
  }

  /** Count what these filters leave. @param {any} filters */
  take(filters) {
    const key = JSON.stringify({ ...filters, from: null, to: null }, (_, value) => (value instanceof Set ? [...value] : value));
    if (key !== this.key) {
      this.key = key;
      this.sift({ ...filters, from: null, to: null });
    }
    const [from, to] = this.stretch(filters);
    this.from = from;
    this.to = to;
    this.count();
  }

  sift(filters) {
    this.anyTime = this.meetings.filter((meeting, at) => (this.passes[at] = Number(meetingPasses(filters, meeting))));
    this.meetings.forEach((meeting, at) => meeting.parts.forEach((part, index) => (this.counts[this.first[at] + index] = Number(partPasses(filters, part)))));
  }

  /** @returns {[number, number]} the first meeting of the period, and the one after the last */
  stretch({ from, to }) {
    const search = (past) => {
      let [low, high] = [0, this.dated];
      while (low < high) {
        const middle = (low + high) >> 1;
        past(/** @type {string[]} */ (this.meetings[middle].date)[0]) ? (high = middle) : (low = middle + 1);
      }
      return low;
    };
    if (from === null && to === null) {
      return [0, this.meetings.length];
    }
    const start = from === null ? 0 : search((date) => date.slice(0, from.length) >= from);
    return [start, to === null ? this.dated : Math.max(start, search((date) => date.slice(0, to.length) > to))];
  }

  count() {
    [this.linkCounts, this.actorCounts, this.venueCounts].forEach((numbers) => numbers.fill(0));
    [this.lastLink, this.lastActor].forEach((numbers) => numbers.fill(-1));
    for (let at = this.from; at < this.to; at += 1) {
      if (this.passes[at]) {
        const venue = this.meetings[at].venue;
        venue && (this.venueCounts[venue.index] += 1);
        for (let place = this.first[at]; place < this.first[at + 1]; place += 1) {
          const [link, actor] = [this.linkOf[place], this.actorOf[place]];
          if (this.lastActor[actor] !== at) {
            this.lastActor[actor] = at;
            this.actorCounts[actor] += 1;
          }
          if (link >= 0 && this.counts[place] && this.lastLink[link] !== at) {
            this.lastLink[link] = at;
            this.linkCounts[link] += 1;
          }
        }
      }
    }
  }

  has(at) {
    return at >= this.from && at < this.to && this.passes[at] === 1;
  }

  /** @returns {Meeting[]} what is left, by date */
  left() {
    return this.from === 0 && this.to === this.meetings.length ? this.anyTime : this.meetings.slice(this.from, this.to).filter((_, index) => this.passes[this.from + index]);
  }

  /** @param {number} most @returns {Link[]} the links with most meetings, strongest first */
  strongest(most) {
    return strongestOf(this.linkCounts, most).map((index) => this.link(index));
  }

  /** @param {any} pick @returns {Link[]} all links that a selection is about, strongest first */
  linksAt(pick) {
    const venue = pick.venue || pick.meeting?.venue;
    const actors = new Set([pick.actor, pick.other, pick.person?.actor].filter(Boolean));
    const near = this.links.flatMap((link, index) => (this.linkCounts[index] > 0 && (!venue || link.venue === venue) && (actors.size === 0 || actors.has(link.actor)) ? [index] : []));
    return near.sort((a, b) => this.linkCounts[b] - this.linkCounts[a]).map((index) => this.link(index)).filter((link) => linkConcerns(link, pick));
  }

  /** @param {number} index @returns {Link} with what is left of its meetings; the same object each time */
  link(index) {
    const link = this.links[index];
    const found = link.found.filter(([at, , place]) => this.has(at) && this.counts[place]);
    link.parts = found.map(([, part]) => part);
    link.meetings = [...new Set(found.map(([at]) => this.meetings[at]))];
    return link;
  }

  /** @param {number} most @param {Set<Venue>} wanted @returns {{venue: Venue, meetings: Meeting[]}[]} the busiest venues, and those wanted */
  busiest(most, wanted) {
    const best = new Set(strongestOf(this.venueCounts, most).map((index) => this.venues[index]));
    wanted.forEach((venue) => this.venueCounts[venue.index] > 0 && best.add(venue));
    return [...best].map((venue) => ({ venue, meetings: venue.meetings.filter((meeting) => this.has(meeting.order)) }));
  }

  /** @returns {Map<string, number>} steps 1 to 4 of how often each state takes part, by code */
  tints() {
    const most = this.actors.reduce((best, actor) => (actor.type === "state" ? Math.max(best, this.actorCounts[actor.index]) : best), 1);
    const seen = this.actors.filter((actor) => actor.type === "state" && this.actorCounts[actor.index] > 0);
    return new Map(seen.map((actor) => [actor.id, Math.max(1, Math.ceil(4 * Math.sqrt(this.actorCounts[actor.index] / most)))]));
  }
}

/** @param {Int32Array} counts @returns {number} how many of them are not 0 */
const nonZero = (counts) => counts.filter(Boolean).length;

/** @param {Int32Array} counts @param {number} most @returns {number[]} where the highest counts stand, highest first */
function strongestOf(counts, most) {
  const rows = new Int32Array(counts.reduce((best, count) => Math.max(best, count), 0) + 1);
  counts.forEach((count) => (rows[count] += 1));
  let [floor, above] = [rows.length - 1, 0];
  while (floor > 1 && above + rows[floor] < most) {
    above += rows[floor];
    floor -= 1;
  }
  const found = [];
  counts.forEach((count, index) => count > 0 && count >= floor && found.push(index));
  return found.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, most);
}
