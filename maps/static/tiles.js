// Tiles from the web lie below everything; only a map built with --tiles has them.

/** @param {any} map @param {{url: string, credit: string} | undefined} tiles `credit` as markup */
function addTiles(map, tiles) {
  if (tiles) {
    document.documentElement.classList.add("tiled");
    map.setMaxZoom(14);
    L.tileLayer(tiles.url, { attribution: tiles.credit, minZoom: map.getMinZoom() }).addTo(map);
  }
}
