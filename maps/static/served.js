// Only in pages that `parley serve` gives out: asks this very server whether a newer map is there, and says so.

const EVERY = 2000;
// milliseconds between two questions where the server has gone
const SELDOM = 60000;
const NEWER = { told: "A newer map is there.", show: "Show it", later: "Later" };
const NOTICE_STYLE =
  "position:fixed;z-index:2000;inset:12px 12px auto;width:fit-content;margin:auto;display:flex;flex-wrap:wrap;gap:10px;align-items:center;" +
  "padding:8px 14px;border:1px solid var(--rule);border-radius:6px;background:var(--paper);color:var(--ink);" +
  "box-shadow:0 2px 10px rgba(0,0,0,.25);font-size:15px";
const NOTICE_BUTTON =
  "font:inherit;min-height:32px;padding:2px 12px;border:1px solid currentColor;border-radius:4px;background:none;cursor:pointer";

class Newer {
  /** @param {string} version of the map that this page shows */
  constructor(version) {
    this.version = version;
    this.wait = EVERY;
    this.notice = document.createElement("div");
    this.notice.setAttribute("role", "status");
    document.body.append(this.notice);
  }

  askSoon() {
    setTimeout(() => this.ask(), this.wait);
  }

  async ask() {
    let version = "";
    if (!document.hidden) {
      version = await fetch("/version", { cache: "no-store" }).then((answer) => (answer.ok ? answer.text() : ""), () => null) ?? "";
      this.wait = version ? EVERY : Math.min(this.wait * 2, SELDOM);
    }
    version && version !== this.version ? this.tell(version) : this.askSoon();
  }

  /** @param {string} version of the map that is there now */
  tell(version) {
    this.notice.style.cssText = NOTICE_STYLE;
    const later = () => {
      this.version = version;
      this.notice.replaceChildren();
      this.notice.style.cssText = "";
      this.askSoon();
    };
    this.notice.replaceChildren(
      NEWER.told,
      this.button(NEWER.show, "var(--accent)", () => location.reload()),
      this.button(NEWER.later, "var(--soft)", later),
    );
  }

  /** @param {string} text @param {string} colour @param {() => void} press */
  button(text, colour, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.style.cssText = NOTICE_BUTTON;
    button.style.color = colour;
    button.addEventListener("click", press);
    return button;
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const version = document.querySelector("meta[name=parley-version]")?.getAttribute("content");
  version && new Newer(version).askSoon();
});
