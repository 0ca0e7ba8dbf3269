// The legend; its roles are switches, with the number of participations in each.

class Legend {
  /** @param {any} atlas @param {(role: string) => void} onToggle */
  constructor(atlas, onToggle) {
    this.buttons = new Map(atlas.roles.map((role) => [role, this.button(role, onToggle)]));
    this.note = el("p", { class: "legend-note", "aria-live": "polite" });
    this.signs = el("details", { class: "corner signs" }, el("summary", { text: TEXT.legend }), el("ul", {}, ...LEGEND_SIGNS.map(([sign, text]) =>
      el("li", {}, el("span", { class: `sign sign-${sign}`, "aria-hidden": "true" }), text))));
    this.root = el("div", { class: "legend", role: "group", "aria-label": TEXT.legendRoles }, ...this.buttons.values());
  }

  button(role, onToggle) {
    return el("button", { class: `key role-${role}`, type: "button", "aria-pressed": "true", on: { click: () => onToggle(role) } },
      el("span", { class: "swatch", "aria-hidden": "true" }), el("span", { text: TEXT.roles[role] }), el("span", { class: "count" }));
  }

  /** @param {Map<string, number>} counts @param {Set<string>} hidden @param {string} note @param {boolean} hint whether to say how to see more */
  update(counts, hidden, note, hint) {
    for (const [role, button] of this.buttons) {
      button.setAttribute("aria-pressed", String(!hidden.has(role)));
      button.querySelector(".count").textContent = grouped(counts.get(role) || 0);
      button.hidden = !counts.has(role) && !hidden.has(role);
    }
    fill(this.note, ...(note ? [note, hint ? el("span", { text: TEXT.linksAll }) : ""] : []));
  }
}

const LEGEND_SIGNS = [
  ["solid", TEXT.legendSolid], ["dashed", TEXT.legendDashed], ["grey", TEXT.legendGrey], ["venue", TEXT.legendVenue],
  ["open", TEXT.legendOpen], ["home", TEXT.legendHome], ["seat", TEXT.legendSeat], ["tint", TEXT.legendTint], ["arrow", TEXT.legendDirection],
];
