// Meetings over time: a histogram to brush, drag and play. Undated meetings are counted beside it.

// beyond as many months, a bar is a year
const TIMELINE_MONTHS = 72;
// milliseconds a bar at speed 1
const TIMELINE_PACE = 900;
// at most so many years stand below the bars
const TIMELINE_TICKS = 8;

/** @param {Meeting[]} meetings @returns {string[]} every month or year from the first to the last */
function timeBins(meetings) {
  const starts = meetings.flatMap((meeting) => (meeting.date ? [meeting.date[0]] : [])).sort();
  if (starts.length === 0) {
    return [];
  }
  const year = (date) => Number(date.slice(0, 4));
  const [first, last] = [starts[0], starts[starts.length - 1]];
  const yearly = starts.some((date) => date.length === 4) || (year(last) - year(first)) * 12 > TIMELINE_MONTHS;
  const bins = [];
  for (let at = year(first); at <= year(last); at += 1) {
    const name = String(at).padStart(4, "0");
    bins.push(...(yearly ? [name] : TEXT.months.map((_, month) => `${name}-${String(month + 1).padStart(2, "0")}`)));
  }
  return yearly ? bins : bins.filter((bin) => bin >= first.slice(0, 7) && bin <= last.slice(0, 7));
}

/** @param {string[]} bins @returns {Node[]} some of their years, below their bars */
function timeTicks(bins) {
  const years = bins.map((bin) => Number(bin.slice(0, 4)));
  const span = years.length > 0 ? years[years.length - 1] - years[0] : 0;
  const step = [1, 2, 5, 10, 20, 50, 100, 500].find((one) => span / one <= TIMELINE_TICKS) || 1000;
  const first = (index) => index === 0 || years[index] !== years[index - 1];
  return bins.flatMap((_, index) => {
    const tick = el("span", { class: "tick", text: String(years[index]) });
    tick.style.left = `${(100 * (index + 0.5)) / bins.length}%`;
    return first(index) && years[index] % step === 0 ? [tick] : [];
  });
}

class Timeline {
  /** @param {any} atlas @param {(from: string | null, to: string | null) => void} onChange @param {() => void} onUndated */
  constructor(atlas, onChange, onUndated) {
    this.bins = timeBins(atlas.meetings);
    this.undated = atlas.meetings.filter((meeting) => !meeting.date).length;
    this.onChange = onChange;
    this.range = [0, this.bins.length - 1];
    this.timer = 0;
    /** @type {Meeting[] | null} what the bars show */
    this.all = null;
    this.bars = this.bins.map(() => el("span", { class: "bar" }, el("span", { class: "bar-in" })));
    this.window = el("span", { class: "window" });
    this.track = el("div", { class: "track", "aria-hidden": "true" }, ...this.bars, this.window);
    this.sliders = [0, 1].map((side) => el("input", {
      type: "range", class: "slider", min: 0, max: this.bins.length, "aria-label": side === 0 ? TEXT.from : TEXT.to,
      on: { input: () => this.slide(side) },
    }));
    this.playButton = el("button", { class: "play", type: "button", "aria-label": TEXT.play, on: { click: () => this.play() } }, "\u25b6");
    this.speed = el("select", { class: "speed", "aria-label": TEXT.speed }, ...[1, 2, 4].map((pace) => el("option", { value: pace, text: `${pace}\u00d7` })));
    this.label = el("p", { class: "period", "aria-live": "polite" });
    this.undatedButton = el("button", { class: "chip only", type: "button", title: TEXT.onlyUndated, text: TEXT.undatedToo(this.undated), hidden: this.undated === 0, on: { click: onUndated } });
    this.root = el("section", { class: "timeline", "aria-label": TEXT.period, hidden: this.bins.length < 2 },
      el("div", { class: "time-tools" }, this.playButton, this.speed, this.label, this.undatedButton),
      el("div", { class: "time-box" }, this.track, ...this.sliders, el("div", { class: "ticks", "aria-hidden": "true" }, ...timeTicks(this.bins))));
    this.root.lastChild.style.maxWidth = `${this.bins.length * 56}px`;
    this.brush();
  }

  /** Dragging inside the window moves it; anywhere else draws a new one. */
  brush() {
    const bin = (event, box) => {
      return Math.max(0, Math.min(this.bins.length - 1, Math.floor(((event.clientX - box.left) / box.width) * this.bins.length)));
    };
    this.track.addEventListener("pointerdown", (event) => {
      this.stop();
      const box = this.track.getBoundingClientRect();
      const [start, [first, last]] = [bin(event, box), this.range];
      const move = !this.whole() && start >= first && start <= last && last > first;
      const drag = (next) => {
        const at = bin(next, box);
        this.set(...(move ? this.shifted(first, last, at - start) : [Math.min(start, at), Math.max(start, at)]));
      };
      this.track.setPointerCapture(event.pointerId);
      this.track.addEventListener("pointermove", drag);
      this.track.addEventListener("pointerup", () => this.track.removeEventListener("pointermove", drag), { once: true });
      move || drag(event);
    });
    this.track.addEventListener("dblclick", () => this.set(0, this.bins.length - 1));
  }

  shifted(first, last, by) {
    const step = Math.max(-first, Math.min(this.bins.length - 1 - last, by));
    return [first + step, last + step];
  }

  whole() {
    return this.range[0] === 0 && this.range[1] === this.bins.length - 1;
  }

  /** The sliders stand at the edges of the period: before its first bar, and after its last. */
  slide(side) {
    this.stop();
    const [from, to] = this.sliders.map((slider) => Number(slider.value));
    side === 0 ? this.set(Math.min(from, to - 1), to - 1) : this.set(from, Math.max(to - 1, from));
  }

  set(first, last) {
    if (first === this.range[0] && last === this.range[1]) {
      this.align();
      return;
    }
    this.range = [first, last];
    const whole = this.whole();
    this.onChange(whole ? null : this.bins[first], whole ? null : this.bins[last]);
  }

  /** Set the sliders to where the period is. */
  align() {
    this.sliders.forEach((slider, side) => {
      slider.value = String(this.range[side] + side);
      slider.setAttribute("aria-valuetext", dateText(this.bins[this.range[side]]));
    });
  }

  play() {
    if (this.timer) {
      this.stop();
      return;
    }
    this.whole() && this.set(0, Math.max(0, Math.ceil(this.bins.length / 12) - 1));
    this.range[1] === this.bins.length - 1 && this.set(...this.shifted(this.range[0], this.range[1], -this.bins.length));
    this.playButton.setAttribute("aria-label", TEXT.pause);
    this.playButton.textContent = "\u275a\u275a";
    this.tick();
  }

  tick() {
    this.timer = setTimeout(() => {
      this.set(...this.shifted(this.range[0], this.range[1], 1));
      this.range[1] < this.bins.length - 1 ? this.tick() : this.stop();
    }, TIMELINE_PACE / Number(this.speed.value));
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.playButton.setAttribute("aria-label", TEXT.play);
    this.playButton.textContent = "\u25b6";
  }

  /** Make each bar as high as it has meetings. @param {Meeting[]} all */
  raise(all) {
    this.all = all;
    const counts = new Map();
    all.forEach((meeting) => {
      const bin = meeting.date?.[0].slice(0, this.bins[0].length);
      counts.set(bin, (counts.get(bin) || 0) + 1);
    });
    counts.delete(undefined);
    const most = Math.max(1, ...counts.values());
    this.bars.forEach((bar, index) => {
      const count = counts.get(this.bins[index]) || 0;
      bar.firstChild.style.height = `${(100 * count) / most}%`;
      bar.title = `${dateText(this.bins[index])}: ${TEXT.meetings(count)}`;
    });
  }

  /** @param {Meeting[]} all that pass every filter but the period @param {any} filters */
  update(all, { from, to, undated }) {
    if (this.bins.length < 2) {
      return;
    }
    all === this.all || this.raise(all);
    const first = from === null ? 0 : Math.max(0, this.bins.findIndex((bin) => bin >= from));
    const last = to === null ? this.bins.length - 1 : Math.max(first, this.bins.findLastIndex((bin) => bin <= to));
    this.range = [first, last];
    this.bars.forEach((bar, index) => bar.classList.toggle("out", index < first || index > last));
    this.window.style.left = `${(100 * first) / this.bins.length}%`;
    this.window.style.width = `${(100 * (last - first + 1)) / this.bins.length}%`;
    this.window.hidden = this.whole();
    this.align();
    this.label.textContent = first === last ? dateText(this.bins[first]) : `${dateText(this.bins[first])} \u2013 ${dateText(this.bins[last])}`;
    this.undatedButton.setAttribute("aria-pressed", String(undated));
  }
}
