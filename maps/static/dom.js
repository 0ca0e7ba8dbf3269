// Elements are made here and nowhere else: words become text, never markup.

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `on` holds listeners, `text` the text
 * @param {...(Node | string | null | undefined | false | (Node | string)[])} children
 * @returns {any} the element
 */
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") {
      Object.entries(value).forEach(([event, listener]) => node.addEventListener(event, /** @type {any} */ (listener)));
    } else if (name === "text") {
      node.textContent = value;
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Words from an article or a name: kept apart, so that right-to-left marks cannot reach their neighbours. */
const words = (text, tag = "bdi") => el(tag, { text, dir: "auto" });

/** @param {Element | null} parent @param {...(Node | string)} children */
function fill(parent, ...children) {
  parent?.replaceChildren(...children);
}

/** @param {string} address @param {string} text @returns {any} a link, or plain text if the address is not http(s) */
function outwardLink(address, text) {
  let safe = false;
  try {
    safe = ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    safe = false;
  }
  return safe ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank", text }) : el("span", { text });
}

/** @param {string} text a block's content, base64 of gzip @returns {Response} what it holds */
function unpack(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index += 1) {
    bytes[index] = letters.charCodeAt(index);
  }
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/** @param {string} name @param {string} fallback @returns {string} a colour of the style sheet */
function colour(name, fallback = "#888") {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || fallback;
}

/** @param {string} text @returns {string} for comparison: no accents, no case, no punctuation */
function plainText(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
