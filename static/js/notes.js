// What a page that is the same for everyone cannot say of the notes on it: which is the reader's own, which they reported.

function know({ note, reported = [] }) {
  const place = (number) => document.querySelector(`#note-${number} .press`);
  const own = note && place(note.number);
  if (own) {
    own.classList.add("is-own");
    own.replaceChildren(own.closest("[data-own]").dataset.own);
  }
  for (const number of reported) {
    const report = place(number)?.querySelector(".report");
    if (report) report.textContent = report.closest("[data-reported]").dataset.reported;
  }
}

window.addEventListener("state", (event) => know(event.detail));
if (window.readerState) know(window.readerState);
