// Tags, while they are typed: a combobox over those that exist (ARIA Authoring Practices, “list autocomplete”),
// and a row of those that the text names. Without this script the field is plain text apart by commas.

const PAUSE = 180;
const PAUSE_OF_TEXT = 1200;

const later = (act, pause) => {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(act, pause, ...args);
  };
};

/** The names in `text` with their places; one that holds a comma stands in quotation marks. */
const names = (text) => {
  const found = [];
  for (const match of text.matchAll(/\s*(?:"((?:[^"]|"")*)"?|([^,;\n]*))(?:[,;\n]|$)/g)) {
    const name = (match[1]?.replaceAll('""', '"') ?? match[2] ?? "").trim();
    found.push({ name, start: match.index, end: match.index + match[0].length });
    if (match.index + match[0].length >= text.length) break;
  }
  return found;
};

const quoted = (name) => (/[,;\n"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
const same = (one, other) => one.localeCompare(other, undefined, { sensitivity: "accent" }) === 0;

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

class TagField {
  constructor(input) {
    this.input = input;
    this.list = element("ul", { role: "listbox", id: `${input.id}_tags`, class: "tags-list" });
    this.list.setAttribute("aria-label", input.dataset.list);
    this.list.hidden = true;
    this.row = element("p", { class: "tags-in-text", "aria-live": "polite" });
    this.row.hidden = true;
    const around = element("div", { class: "tags-field" });
    input.before(around);
    around.append(element("div", { class: "tags-typed" }, input, this.list), this.row);
    for (const [key, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) {
      input.setAttribute(key, value);
    }
    this.listen();
  }

  listen() {
    const ask = later(() => this.ask(), PAUSE);
    this.input.addEventListener("input", ask);
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
    const form = this.input.form;
    if (!form?.querySelector("#id_headline")) return;
    const read = later(() => this.read(), PAUSE_OF_TEXT);
    form.addEventListener("input", read);
    this.input.addEventListener("focus", read);
    read();
  }

  /** The name under the cursor. */
  get current() {
    const place = this.input.selectionStart ?? this.input.value.length;
    const all = names(this.input.value);
    return all.find((each) => place <= each.end && place >= each.start) ?? all.at(-1);
  }

  async ask() {
    const asked = this.current?.name ?? "";
    if (!asked || document.activeElement !== this.input) return this.close();
    const address = `${this.input.dataset.tags}?${new URLSearchParams({ q: asked })}`;
    const answer = await fetch(address, { redirect: "manual" }).catch(() => null); // to log in, which is no answer
    if (!answer?.ok || this.current?.name !== asked) return;
    const { tags } = await answer.json();
    this.show(tags.filter((tag) => !this.others().some((name) => same(name, tag.name))));
  }

  /** What is typed already, but for the name under the cursor. */
  others() {
    const { start } = this.current ?? {};
    return names(this.input.value)
      .filter((each) => each.name && each.start !== start)
      .map((each) => each.name);
  }

  show(tags) {
    this.list.replaceChildren(...tags.map((tag, place) => this.option(tag, place)));
    this.list.hidden = !tags.length;
    this.input.setAttribute("aria-expanded", String(!!tags.length));
    this.input.removeAttribute("aria-activedescendant");
  }

  option(tag, place) {
    const name = element("b", {}, tag.name);
    const option = element("li", { role: "option", id: `${this.list.id}_${place}`, "aria-selected": "false" }, name);
    if (tag.by) option.append(element("span", {}, ` ${tag.by}`));
    option.append(element("small", {}, ` ${tag.uses}`));
    option.dataset.name = tag.name;
    return option;
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  press(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && this.list.hidden) return void this.ask();
    if (event.key === "Enter" && !this.marked) return this.end(event);
    if (this.list.hidden) return;
    const options = [...this.list.children];
    const place = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const go = { ArrowDown: place + 1, ArrowUp: place < 0 ? options.length - 1 : place - 1 }[event.key];
    if (go !== undefined) {
      event.preventDefault();
      this.mark(options, (go + options.length) % options.length);
    } else if (event.key === "Enter" && place >= 0) {
      event.preventDefault();
      this.choose(options[place]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  get marked() {
    return this.list.hidden ? null : this.list.querySelector("[aria-selected=true]");
  }

  /** Enter ends a name as a comma does; it does not send the whole article. */
  end(event) {
    event.preventDefault();
    const value = this.input.value.trimEnd();
    if (value && !value.endsWith(",")) this.write(`${value}, `);
    this.close();
  }

  mark(options, place) {
    options.forEach((option, each) => option.setAttribute("aria-selected", String(each === place)));
    this.input.setAttribute("aria-activedescendant", options[place].id);
    options[place].scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    if (!option) return;
    const { start, end } = this.current;
    const before = this.input.value.slice(0, start).trimEnd();
    const after = this.input.value.slice(end).trimStart();
    const head = `${before}${before ? " " : ""}${quoted(option.dataset.name)}, `;
    this.write(head + after, head.length);
    this.close();
    this.input.focus();
  }

  write(value, place = value.length) {
    this.input.value = value;
    this.input.setSelectionRange(place, place);
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.input.form?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Ask which tags the text names, unless it is what was asked last. */
  async read() {
    const text = ["headline", "standfirst", "body"]
      .map((name) => this.input.form.elements[name]?.value ?? "")
      .join("\n");
    const tags = this.input.value;
    if (text + tags !== this.text) {
      this.text = text + tags;
      const token = this.input.form.elements.csrfmiddlewaretoken?.value ?? "";
      const body = new URLSearchParams({ text, tags });
      const asked = fetch(this.input.dataset.tags, { method: "POST", headers: { "X-CSRFToken": token }, body, redirect: "manual" });
      const answer = await asked.catch(() => null);
      const found = answer?.ok ? await answer.json() : { tags: [] };
      this.named = found.tags.map((tag) => tag.name);
      this.input.dispatchEvent(new CustomEvent("desk:suggested", { bubbles: true, detail: found }));
    }
    this.offer();
  }

  offer() {
    const there = names(this.input.value).map((each) => each.name);
    const wanted = (this.named ?? []).filter((name) => !there.some((other) => same(other, name)));
    this.row.hidden = !wanted.length;
    const key = wanted.join("\n");
    if (key === this.row.dataset.names) return;
    this.row.dataset.names = key;
    this.row.replaceChildren(this.input.dataset.inText, ...wanted.map((name) => this.button(name)));
  }

  button(name) {
    const button = element("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      const value = this.input.value.trim().replace(/[,;]+$/, "");
      this.write(`${value}${value ? ", " : ""}${quoted(name)}`);
      this.offer();
      (this.row.querySelector("button") ?? this.input).focus();
    });
    return button;
  }
}

for (const input of document.querySelectorAll("input[data-tags]")) new TagField(input);
