// Rows that have an order: dragged by a handle, or moved by buttons. The numbers that are sent stay, out of sight; without
// this script they are typed. A row's number follows from where it stands; where it stands, from its number once that is
// set by others, as when unsaved words are taken back.

const jQuery = window.django?.jQuery;
const say = (words, facts) => words.replace(/%\((\w+)\)s/g, (_all, name) => facts[name]);

function button(kind, sign) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: `ordering-${kind}`, textContent: sign });
  made.dataset.does = kind;
  return made;
}

class Ordering {
  constructor(group) {
    this.group = group;
    this.body = group.querySelector("tbody");
    this.said = Object.assign(document.createElement("p"), { className: "ordering-said" });
    this.said.setAttribute("role", "status");
    group.append(this.said);
    group.classList.add("is-ordering");
    this.listen();
    this.sort();
  }

  get rows() {
    return [...this.body.querySelectorAll("tr.form-row:not(.empty-form)")];
  }

  /** Those in which somebody or something is chosen; the others say nothing and keep the number that they came with. */
  get chosen() {
    return this.rows.filter((row) => row.querySelector("select")?.value);
  }

  place(row) {
    return row.querySelector("[data-place]");
  }

  name(row) {
    return row.querySelector("select").selectedOptions[0].textContent.trim();
  }

  listen() {
    this.body.addEventListener("click", (event) => this.press(event.target.closest("[data-does]")));
    this.body.addEventListener("pointerdown", (event) => this.drag(event));
    this.body.addEventListener("desk:put", () => this.sort(), true);
    document.addEventListener("formset:added", (event) => this.group.contains(event.target) && this.label());
    // Django numbers the names of the rows anew by where they stand; those that are saved have to come first then.
    this.body.addEventListener("click", (event) => event.target.closest(".inline-deletelink") && this.sortByName(), true);
    document.addEventListener("formset:removed", () => queueMicrotask(() => this.sort()));
    jQuery?.(this.group).on("change", "select", (event) => this.append(event.target.closest("tr")));
  }

  press(pressed) {
    const by = { up: -1, down: 1 }[pressed?.dataset.does];
    if (!by) return;
    const row = pressed.closest("tr");
    const rows = this.chosen;
    const neighbour = rows[rows.indexOf(row) + by];
    if (!neighbour) return;
    if (by < 0) whole(neighbour)[0].before(...whole(row));
    else neighbour.after(...whole(row));
    this.moved(row);
    (pressed.disabled ? row.querySelector("[data-does]:enabled:not(.ordering-grip)") : pressed)?.focus();
  }

  drag(event) {
    const grip = event.target.closest(".ordering-grip");
    if (!grip || event.button) return;
    event.preventDefault();
    const row = grip.closest("tr");
    grip.setPointerCapture(event.pointerId);
    row.classList.add("is-dragged");
    const follow = ({ clientY }) => {
      const others = this.chosen.filter((each) => each !== row);
      const before = others.find((each) => clientY < middle(each));
      if (before) whole(before)[0].previousElementSibling !== row && whole(before)[0].before(...whole(row));
      else if (others.at(-1) && this.chosen.at(-1) !== row) others.at(-1).after(...whole(row));
    };
    const drop = () => {
      row.classList.remove("is-dragged");
      grip.removeEventListener("pointermove", follow);
      this.moved(row);
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("lostpointercapture", drop, { once: true });
  }

  moved(row) {
    this.number();
    const facts = { name: this.name(row), place: this.rows.indexOf(row) + 1, count: this.chosen.length };
    this.said.textContent = say(this.place(row).dataset.moved, facts);
  }

  /** Each row's number by where it stands. */
  number() {
    this.chosen.forEach((row, place) => (this.place(row).value = place));
    this.body.dispatchEvent(new Event("change", { bubbles: true }));
    this.label();
  }

  /** Whoever is chosen in a row that was empty comes last. */
  append(row) {
    const others = this.chosen.filter((each) => each !== row).map((each) => Number(this.place(each).value));
    if (!row.dataset.known && row.querySelector("select").value) this.place(row).value = Math.max(-1, ...others) + 1;
    this.label();
  }

  sort() {
    const chosen = this.chosen;
    const number = (row) => (chosen.includes(row) ? Number(this.place(row).value) : Infinity);
    this.settle(this.rows.sort((one, other) => (number(one) < number(other) ? -1 : Number(number(one) > number(other)))));
    this.label();
  }

  sortByName() {
    const number = (row) => Number(/-(\d+)$/.exec(row.id)?.[1]);
    this.settle(this.rows.sort((one, other) => number(one) - number(other)));
  }

  /** Moves only what stands elsewhere: to be moved takes the focus from a row. */
  settle(sorted) {
    if (sorted.some((row, place) => row !== this.rows[place])) this.body.prepend(...sorted.flatMap(whole));
  }

  label() {
    const rows = this.chosen;
    for (const row of this.rows) row.classList.toggle("is-blank", !rows.includes(row));
    rows.forEach((row, place) => {
      row.dataset.known = "true";
      const name = this.name(row);
      const cell = this.place(row).parentElement;
      if (!cell.querySelector("[data-does]")) cell.append(button("grip", "⠿"), button("up", "↑"), button("down", "↓"));
      for (const each of cell.querySelectorAll("[data-does]"))
        each.setAttribute("aria-label", say(this.place(row).dataset[each.dataset.does], { name }));
      cell.querySelector("[data-does=grip]").tabIndex = -1; // the buttons beside it do the same by keyboard
      cell.querySelector("[data-does=up]").disabled = place === 0;
      cell.querySelector("[data-does=down]").disabled = place === rows.length - 1;
    });
  }
}

/** A row with the line above it that says what is wrong with it. */
function whole(row) {
  const above = row.previousElementSibling;
  return above?.classList.contains("row-form-errors") ? [above, row] : [row];
}

const middle = (row) => row.getBoundingClientRect().top + row.offsetHeight / 2;

for (const group of document.querySelectorAll(".inline-group:has([data-place])")) new Ordering(group);
