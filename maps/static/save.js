// What the reader can take along: the address of this view, a picture of it, the meetings as files, paper.

/** @param {App} app @returns {HTMLElement} a menu over the map */
function saveBox(app) {
  const box = el("details", { class: "corner save" });
  const item = (text, act) => el("li", {}, el("button", { type: "button", text, on: { click: (event) => act(event.currentTarget) } }));
  const meetings = () => app.tally.left().filter((meeting) => !app.selected || concerns(meeting, app.selected));
  const close = () => box.removeAttribute("open");
  box.append(el("summary", { text: TEXT.save }), el("ul", {},
    navigator.clipboard ? item(TEXT.copyLink, (button) => copyText(location.href, button)) : null,
    ...PICTURES.map((kind) => item(TEXT.pictures[kind], () => (savePicture(app, kind), close()))),
    item(TEXT.saveCsv, () => (download("meetings.csv", "text/csv", csvOf(app.atlas, meetings())), close())),
    item(TEXT.saveGeojson, () => (download("meetings.geojson", "application/geo+json", JSON.stringify(geojsonOf(app.atlas, meetings()))), close())),
    item(TEXT.print, () => (close(), print()))));
  return box;
}

/** @type {("png" | "svg")[]} */
const PICTURES = ["png", "svg"];

/** @param {string} text @param {HTMLElement} button says that it is done */
async function copyText(text, button) {
  await navigator.clipboard.writeText(text);
  button.textContent = TEXT.copied;
}
