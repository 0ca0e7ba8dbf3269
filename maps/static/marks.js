// The shapes of lines, venues and seats, as path commands.

/** @returns {number} how large marks and names are: smaller on a phone, larger on a wall; the style sheet has the same widths */
const markScale = () => (innerWidth < 760 ? 0.65 : innerWidth < 2600 ? 1 : 1.6);

// so many meetings are drawn as large as it gets, unless a venue or a link has more: then that is
const FULL_LINK = 22;
const FULL_VENUE = 64;

/** @typedef {{venue: number, link: number}} Most meetings of the busiest venue and of the strongest link */

/** @param {number} count @param {Most} most @returns {number} pixels */
const arcWeight = (count, { link }) => (link <= FULL_LINK ? 1.5 + Math.log2(count) : 1 + 5 * Math.sqrt(count / link)) * Math.max(1, markScale());

/** @param {number} count @param {Most} most @returns {number} pixels */
const venueRadius = (count, { venue }) => (3.2 + 16.8 * Math.sqrt(count / Math.max(FULL_VENUE, venue))) * markScale();

/** @param {number} count @param {Most} most @returns {number} pixels, with the ring that a venue may have */
const venueReach = (count, most) => venueRadius(count, most) + 4;

/** @returns {number} half of a seat's square, in pixels */
const seatHalf = () => 3 * Math.max(1, markScale());

const tenth = (number) => Math.round(number * 10) / 10;
const hundredth = (number) => Math.round(number * 100) / 100;
const ringPath = (x, y, radius) => `M${tenth(x - radius)} ${tenth(y)}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0`;
const venuePaths = ({ at, radius, home }, flat) => [ringPath(...flat(at), radius), home ? ringPath(...flat(at), radius + 3) : ""];
const seatPath = (x, y, half) => `M${tenth(x - half)} ${tenth(y - half)}h${2 * half}v${2 * half}h${-2 * half}z`;

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

/** @param {any} mark @param {(at: {x: number, y: number}) => number[]} flat @returns {string[]} the line as it is drawn, and its grip */
function linePath(mark, flat) {
  const rings = mark.line.map((line) => line.map((at) => {
    const [x, y] = flat(at);
    return { x: tenth(x), y: tenth(y) };
  }));
  const path = rings.map((ring) => `M${ring.map(({ x, y }) => `${x} ${y}`).join("L")}`).join("");
  return [mark.taper ? taperPath(rings, mark.taper) : path + (mark.head ? arrowhead(rings, mark.head) : ""), path];
}

/** @param {{x: number, y: number}[][]} rings @param {number} weight @returns {string} a line as a shape, wide at the seat */
function taperPath(rings, weight) {
  const count = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  let done = 0;
  return rings.map((ring) => {
    /** @type {string[]} */
    const there = [];
    /** @type {string[]} */
    const back = [];
    ring.forEach(({ x, y }, index) => {
      const [from, to] = [ring[Math.max(0, index - 1)], ring[Math.min(ring.length - 1, index + 1)]];
      const half = (weight * (1.5 - (1.15 * (done + index)) / count)) / 2 / (Math.hypot(to.x - from.x, to.y - from.y) || 1);
      const [right, down] = [(from.y - to.y) * half, (to.x - from.x) * half];
      there.push(`${hundredth(x + right)} ${hundredth(y + down)}`);
      back.unshift(`${hundredth(x - right)} ${hundredth(y - down)}`);
    });
    done += ring.length - 1;
    return `M${[...there, ...back].join("L")}Z`;
  }).join("");
}
