// The page starts: title first, then the map, drawn whole.

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
  if (!("DecompressionStream" in window)) {
    fill(document.getElementById("panel"), el("p", { class: "empty", text: TEXT.tooOld }));
    return;
  }
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
