// Keeps what is typed into an article's form in this browser, until it is saved, and offers it back when it was not.
//
// Each opened page has a keeping of its own, so that two tabs do not write over each other's. While a page is open it
// holds a lock of the same name: a keeping that no page holds was left by a closed tab, a crash or a lost session.
const AFTER_TYPING = 1000;
const KEPT_FOR = 30 * 24 * 3600 * 1000;
// Rows are kept by what was chosen in them: their numbers may be others by the time they are taken back.
const NOT_KEPT = /^(csrfmiddlewaretoken|opened_at|rows|keeping|_.*|.*-__prefix__-.*|.*-\d+-(id|article)|.*-[A-Z_]+_FORMS)$/;

const panel = document.querySelector("[data-desk-revisions]");
const form = panel?.closest("form");
const jQuery = window.django?.jQuery;
const prefix = panel && `desk ${panel.dataset.account} ${panel.dataset.article} `;
const page = crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");

let baseline = {};
let timer = 0;
let isLeaving = false;

const editor = () => form.querySelector(".field-body .ProseMirror")?.editor;

// Fields: what the form holds now, by name, with the words that a chosen number stands for.

function typed() {
  const fields = {};
  for (const field of form.elements) {
    if (!field.name || NOT_KEPT.test(field.name) || ["submit", "button", "file"].includes(field.type)) continue;
    if (["checkbox", "radio"].includes(field.type)) {
      if (field.type === "checkbox" || field.checked) fields[field.name] = field.checked ? field.value : "";
    } else fields[field.name] = field.value;
  }
  const body = editor();
  if (body) fields.body = body.isEmpty ? "" : body.getHTML();
  return withoutBlankRows(fields);
}

// A row of authors or topics in which nothing is chosen says nothing.
function withoutBlankRows(fields) {
  for (const [name, value] of Object.entries(fields)) {
    const row = /^(.+-\d+)-(author|topic|related_article)$/.exec(name);
    if (row && !value) for (const part of Object.keys(fields)) if (part.startsWith(`${row[1]}-`)) delete fields[part];
  }
  return fields;
}

const labelOf = (name) => form.elements[name]?.selectedOptions?.[0]?.textContent.trim() ?? "";
const differing = (some, others) =>
  [...new Set([...Object.keys(some), ...Object.keys(others)])].filter((name) => seen(some[name]) !== seen(others[name]));
// Without the spaces that nobody sees, and that the editor leaves out when it opens the text again.
const seen = (text = "") => text.replace(/ +/g, " ").replace(/ ?(<\/?(?:p|h2|h3|li|blockquote|td|th|br)\b[^>]*>) ?/g, "$1");

// Storage

const keepings = () =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith("desk "))
    .map((key) => ({ key, ...read(key) }))
    .sort((one, other) => other.at - one.at);

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return typeof kept?.fields === "object" && kept.at > Date.now() - KEPT_FOR ? kept : { at: 0 };
  } catch {
    return { at: 0 };
  }
}

function keep() {
  clearTimeout(timer);
  const fields = typed();
  if (!panel.hasAttribute("data-refused") && !differing(fields, baseline).length) return localStorage.removeItem(prefix + page);
  const labels = Object.fromEntries(Object.keys(fields).map((name) => [name, labelOf(name)]).filter(([, label]) => label));
  const kept = JSON.stringify({ at: Date.now(), opened_at: form.elements.opened_at?.value ?? "", fields, labels });
  try {
    localStorage.setItem(prefix + page, kept);
  } catch {
    const oldest = keepings().findLast(({ key }) => key !== prefix + page);
    if (!oldest) return;
    localStorage.removeItem(oldest.key);
    keep();
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(keep, AFTER_TYPING);
}

// The answer to a form that was saved names its keeping in a cookie, on whichever page comes next.
function forgetSaved() {
  const saved = /(?:^|; )desk_saved=([\w-]+)/.exec(document.cookie)?.[1];
  for (const { key, at } of keepings()) if (!at || (saved && key.endsWith(` ${saved}`))) localStorage.removeItem(key);
  if (saved) document.cookie = "desk_saved=; path=/admin/; max-age=0; samesite=strict";
}

async function left() {
  const open = new Set(((await navigator.locks?.query())?.held ?? []).map(({ name }) => name));
  return keepings().filter(({ key }) => key.startsWith(prefix) && key !== prefix + page && !open.has(key));
}

// Back into the form

function take(kept) {
  for (const inline of document.querySelectorAll(".inline-group[id$=-group]")) addRows(inline, kept.fields);
  const names = new Set([...Object.keys(typed()), ...Object.keys(kept.fields)]);
  for (const name of names) put(name, kept.fields[name] ?? "", kept.labels?.[name]);
  // What was typed into an older version is saved as such: the desk then shows both before either is lost.
  if (form.elements.opened_at && kept.opened_at) form.elements.opened_at.value = kept.opened_at;
  keep();
}

function addRows(inline, fields) {
  const name = inline.id.replace(/-group$/, "");
  const places = Object.keys(fields).map((field) => Number(new RegExp(`^${name}-(\\d+)-`).exec(field)?.[1] ?? -1));
  for (let tries = 0; tries < 100 && Number(form.elements[`${name}-TOTAL_FORMS`]?.value) <= Math.max(...places, -1); tries++)
    inline.querySelector(".add-row a, a.addlink")?.click();
}

function put(name, value, label) {
  const field = form.elements[name];
  const row = /^(.+-\d+)-(author|topic|related_article)$/.exec(name);
  if (row && !value && form.elements[`${row[1]}-DELETE`]) form.elements[`${row[1]}-DELETE`].checked = true;
  if (row && !value) return;
  if (name === "body" && editor()) return editor().commands.setContent(value);
  if (!field) return;
  if (field.type === "checkbox") field.checked = Boolean(value);
  else if (field instanceof RadioNodeList) field.value = value;
  else {
    if (field instanceof HTMLSelectElement && value && ![...field.options].some((option) => option.value === value))
      field.add(new Option(label || value, value));
    field.value = value;
  }
  if (jQuery && field instanceof HTMLSelectElement) jQuery(field).trigger("change");
  else field.dispatchEvent?.(new Event("input", { bubbles: true }));
  field.dispatchEvent?.(new Event("desk:put"));
}

// The offer

// One offer at a time, the newest first; what says the same as the form is forgotten.
async function offerNext() {
  const waiting = await left();
  const now = typed();
  for (const { key, fields } of waiting) if (!differing(fields, now).length) localStorage.removeItem(key);
  const newest = waiting.find(({ fields }) => differing(fields, now).length);
  if (newest) offer(newest);
}

function offer(kept) {
  const box = document.querySelector("template[data-desk-unsaved]").content.firstElementChild.cloneNode(true);
  const told = box.querySelector("strong");
  told.textContent = told.textContent.replace("%time%", moment(kept.at));
  box.querySelector(".revisions-older").hidden = !isOlder(kept);
  box.querySelector("[data-take]").onclick = () => {
    const before = { fields: typed(), opened_at: form.elements.opened_at?.value };
    take(kept);
    localStorage.removeItem(kept.key);
    box.replaceWith(undoable(before));
    offerNext();
  };
  box.querySelector("[data-discard]").onclick = () => {
    localStorage.removeItem(kept.key);
    box.remove();
    offerNext();
  };
  box.querySelector("[data-compare]").onclick = ({ currentTarget }) => {
    const table = box.querySelector(".revisions-kept");
    table.hidden = !table.hidden;
    currentTarget.setAttribute("aria-expanded", String(!table.hidden));
    table.querySelector("tbody").replaceChildren(...differing(typed(), kept.fields).map((name) => compared(name, kept)));
  };
  panel.querySelector(".revisions-told").append(box);
}

function isOlder(kept) {
  const version = (text) => text?.split(".")[1] ?? "";
  return Boolean(kept.opened_at) && version(kept.opened_at) !== version(form.elements.opened_at?.value);
}

function undoable(before) {
  const line = document.querySelector("template[data-desk-undone]").content.firstElementChild.cloneNode(true);
  line.querySelector("[data-undo]").onclick = () => {
    take(before);
    line.remove();
  };
  return line;
}

// In the newsroom's zone, as every time at the desk.
function moment(time) {
  const written = (parts) => new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: panel.dataset.zone, ...parts });
  const day = { day: "numeric", month: "long" };
  const isToday = written(day).format(time) === written(day).format();
  return written({ ...(isToday ? {} : day), hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(time);
}

function compared(name, kept) {
  const row = document.createElement("tr");
  const heading = document.createElement("th");
  heading.scope = "row";
  heading.textContent = fieldName(name);
  const now = readable(name, typed()[name] ?? "", labelOf(name));
  const then = readable(name, kept.fields[name] ?? "", kept.labels?.[name]);
  row.append(heading, marked(now, then, "del"), marked(then, now, "ins"));
  return row;
}

function fieldName(name) {
  const row = /^(.+)-(\d+)-/.exec(name);
  const heading = row && document.querySelector(`#${CSS.escape(row[1])}-group h2`);
  if (heading) return `${heading.textContent.trim()} ${Number(row[2]) + 1}`;
  const field = form.elements[name];
  const label = field?.labels?.[0] ?? form.querySelector(`label[for="id_${CSS.escape(name)}"], .field-${CSS.escape(name)} label`);
  return (label?.textContent ?? name).replace(/:\s*$/, "").trim();
}

function readable(name, value, label) {
  if (name.endsWith("-DELETE")) return value ? "✕" : "";
  if (name !== "body") return label || value;
  const blocks = new DOMParser().parseFromString(value, "text/html").body.children;
  return [...blocks].map((block) => block.textContent).join("\n");
}

// What stands between the words that both texts begin and end with.
function marked(text, other, kind) {
  const [words, others] = [text.split(/(?<=\s)/), other.split(/(?<=\s)/)];
  let head = 0;
  while (head < words.length && head < others.length && words[head] === others[head]) head++;
  let tail = 0;
  while (tail < words.length - head && tail < others.length - head && words.at(-1 - tail) === others.at(-1 - tail)) tail++;
  const cell = document.createElement("td");
  const change = document.createElement(kind);
  change.textContent = words.slice(head, words.length - tail).join("");
  cell.append(words.slice(0, head).join(""), ...(change.textContent ? [change] : []), words.slice(words.length - tail).join(""));
  return cell;
}

// A page begins

function sign() {
  const input = Object.assign(document.createElement("input"), { type: "hidden", name: "keeping", value: page });
  panel.append(input);
  navigator.locks?.request(prefix + page, () => new Promise(() => {}));
}

async function begin() {
  baseline = typed();
  forgetSaved();
  await offerNext();
  if (panel.hasAttribute("data-refused")) keep();
  for (const kind of ["input", "change"]) form.addEventListener(kind, soon);
  for (const kind of ["formset:added", "formset:removed"]) document.addEventListener(kind, soon);
  jQuery?.(form).on("change", soon);
  form.dataset.kept = "";
}

const isUnsaved = () => panel.hasAttribute("data-refused") || differing(typed(), baseline).length > 0;

function whenTheEditorIsThere(then, tries = 40) {
  if (editor() || !tries || !form.querySelector(".field-body textarea")) then();
  else setTimeout(whenTheEditorIsThere, 100, then, tries - 1);
}

if (panel) {
  sign();
  whenTheEditorIsThere(begin);
  form.addEventListener("submit", () => {
    keep();
    // Whoever had to log in again in another tab has another token since.
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
    if (token) form.elements.csrfmiddlewaretoken.value = token;
    isLeaving = true;
  });
  document.querySelector("[data-desk-take-theirs]")?.addEventListener("click", () => (isLeaving = true));
  addEventListener("pageshow", () => (isLeaving = false));
  addEventListener("pagehide", () => form.dataset.kept === "" && !isLeaving && keep());
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && form.dataset.kept === "" && isUnsaved()) event.preventDefault();
  });
}
