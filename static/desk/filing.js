// Offers, below the fields in which they are chosen, the authors and topics that the text names, and the section in which
// most articles with its tags stand. What desk/tags.js asks tells all of it; nothing is chosen before somebody presses.

const jQuery = window.django?.jQuery;

/** Choose a thing in a field that completes, as a press in its list would. */
function choose(select, { id, name }) {
  const known = [...select.options].find((option) => option.value === String(id));
  if (known) select.value = known.value;
  else select.add(new Option(name, id, true, true));
  jQuery(select).trigger("change");
}

/** The fields of a table of rows, or the one of a single choice. */
const fields = (place) => [...place.querySelectorAll("select")].filter((field) => !field.name.includes("__prefix__"));

/** An empty field to choose in; a table gets another row when it has none. */
function emptyField(place) {
  const empty = () => fields(place).find((field) => !field.value);
  if (!empty()) place.querySelector(".add-row a")?.click();
  return empty() ?? fields(place)[0];
}

class Offer {
  constructor(place, words) {
    this.place = place;
    this.words = words;
    this.found = [];
    this.row = document.createElement("p");
    this.row.className = "tags-in-text";
    this.row.setAttribute("aria-live", "polite");
    this.row.hidden = true;
    place.append(this.row);
    jQuery(place).on("change", "select", () => this.show());
  }

  show(found = this.found) {
    this.found = found;
    const chosen = fields(this.place).map((field) => field.value);
    const wanted = found.filter(({ id }) => !chosen.includes(String(id)));
    this.row.hidden = !wanted.length;
    const key = wanted.map(({ id }) => id).join();
    if (key === this.row.dataset.found) return;
    this.row.dataset.found = key;
    this.row.replaceChildren(this.words, ...wanted.map((each) => this.button(each)));
  }

  button(each) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: each.name });
    button.addEventListener("click", () => {
      const field = emptyField(this.place);
      choose(field, each);
      (this.row.querySelector("button") ?? field.parentElement.querySelector(".select2-selection"))?.focus();
    });
    return button;
  }
}

const input = document.querySelector("input[data-tags]");
const places = { section: ".field-section", authors: "#bylines-group", topics: "#topic_placements-group" };

if (jQuery && input?.form?.querySelector("#id_headline")) {
  const offers = new Map();
  for (const [kind, selector] of Object.entries(places)) {
    const place = document.querySelector(selector);
    if (place) offers.set(kind, new Offer(place, kind === "section" ? input.dataset.mostlyIn : input.dataset.inText));
  }
  input.form.addEventListener("desk:suggested", ({ detail }) => {
    for (const [kind, offer] of offers) offer.show(detail[kind] ?? []);
  });
}
