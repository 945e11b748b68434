// Reactions at once: shown before the server has answered, put back with a plain sentence when it refuses.

const bar = document.getElementById("reactions");
const buttons = new Map([...bar.querySelectorAll("a[data-kind]")].map((link) => [link.dataset.kind, link]));
const status = bar.querySelector(".status");
const address = [...buttons.values()][0]?.pathname;
const PATIENCE = 15_000;

let csrf = null; // of the reader who is logged in; without one, the links lead to log-in
let given = null; // what the server holds
let wanted = null; // what the reader pressed last
let counts = {}; // everyone's, as the server counted them with what it holds
let keptOut = ""; // why the reader cannot react now
let isSending = false;

class Refusal extends Error {
  lang = ""; // of words that the server said, which speaks the reader's language and not the article's
}

function show() {
  for (const [kind, button] of buttons) {
    button.setAttribute("aria-pressed", kind === wanted);
    button.querySelector("i").textContent = (counts[kind] ?? 0) - (kind === given) + (kind === wanted);
  }
}

async function post(fields) {
  const response = await fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Accept: "application/json", "Accept-Language": document.documentElement.lang, "X-CSRFToken": csrf },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new Refusal(bar.dataset.offline);
  });
  if (response.status === 401) {
    location.assign((await response.json()).log_in);
    throw new Refusal("");
  }
  if (response.status === 400 || response.status === 404) throw await refusalIn(response);
  if (!response.ok) throw new Refusal(bar.dataset.failed);
  return response.json();
}

async function refusalIn(response) {
  const { error } = await response.json().catch(() => ({}));
  const refusal = new Refusal(error ?? bar.dataset.refused);
  if (error) refusal.lang = response.headers.get("Content-Language");
  return refusal;
}

function say(problem) {
  status.lang = problem.lang ?? "";
  status.textContent = problem instanceof Refusal ? problem.message : bar.dataset.failed;
}

// One request at a time; presses that come meanwhile are answered by the last one alone.
async function send() {
  if (isSending) return;
  isSending = true;
  while (wanted !== given) {
    const asked = wanted;
    try {
      const answer = await post(asked === null ? { intent: "withdraw" } : { kind: asked });
      ({ reaction: given, counts } = answer);
      if (wanted === asked) wanted = given;
      if (wanted === given) why?.follow(answer.note);
    } catch (problem) {
      wanted = given;
      say(problem);
    }
    show();
  }
  isSending = false;
}

function press(event, kind) {
  if (csrf === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (event.detail > 1) return; // the second half of a double click
  status.textContent = wanted === kind ? "" : keptOut;
  if (status.textContent) return;
  wanted = wanted === kind ? null : kind;
  show();
  send();
}

// Why: the note, in a form that unfolds after a press and says what became of it.
class Why {
  #note = null;
  #gone = ""; // the words of a note that was taken away, here alone and until the page is left

  constructor(line) {
    this.became = line.querySelector(".became");
    this.opener = line.querySelector("a");
    this.asks = this.opener.textContent;
    this.form = bar.querySelector(".say-why");
    this.text = this.form.querySelector("textarea");
    this.remover = this.form.querySelector("[data-take-away]");
    this.opener.addEventListener("click", (event) => this.open(event));
    this.text.addEventListener("input", () => this.count());
    this.form.querySelector("[data-close]").addEventListener("click", () => this.close());
    this.remover.addEventListener("click", () => this.takeAway());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send({ kind: given, note: this.text.value });
    });
  }

  know(note) {
    this.#note = note;
    this.#gone = "";
    this.became.textContent = note?.became ?? "";
    this.became.lang = note?.language ?? "";
    this.opener.textContent = note ? this.opener.dataset.change : this.asks;
    this.remover.hidden = !note;
    if (note) this.text.value = note.text; // else they stay: a press too many took the note with its reaction
    this.count();
  }

  // After a press: with a reaction and no note yet, there is something to ask.
  follow(note) {
    this.know(note);
    this.form.hidden = given === null || (note !== null && this.form.hidden);
  }

  open(event) {
    if (csrf === null || given === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (this.#gone) return this.send({ kind: given, note: this.#gone });
    this.form.hidden = false;
    this.text.focus();
  }

  async takeAway() {
    const { text } = this.#note;
    await this.send({ intent: "take-note-away", note: "" });
    if (this.#note) return;
    this.#gone = text;
    this.became.textContent = this.became.dataset.gone;
    this.opener.textContent = this.opener.dataset.bringBack;
  }

  close() {
    this.form.hidden = true;
    this.opener.focus();
  }

  // As the server counts: composed letters, not units of UTF-16.
  count() {
    const length = [...this.text.value.normalize("NFC")].length;
    const longest = Number(this.text.dataset.longest);
    this.form.querySelector(".count").textContent = `${length} / ${longest}`;
    this.text.setAttribute("aria-invalid", length > longest);
  }

  async send(fields) {
    if (isSending) return;
    isSending = true;
    status.textContent = "";
    const before = wanted;
    try {
      const answer = await post(fields);
      ({ reaction: given, counts } = answer);
      if (wanted === before) wanted = given;
      this.know(answer.note);
      this.close();
    } catch (problem) {
      say(problem);
    }
    isSending = false;
    show();
    send(); // what was pressed meanwhile
  }
}

const line = bar.querySelector(".why");
const why = line && new Why(line);

function know(state) {
  if (!state.signed_in || isSending) return;
  ({ csrf, counts, kept_out: keptOut = "" } = state);
  wanted = given = state.reaction;
  for (const button of buttons.values()) button.setAttribute("role", "button");
  why?.know(state.note ?? null);
  show();
}

for (const [kind, button] of buttons) {
  button.addEventListener("click", (event) => press(event, kind));
  button.addEventListener("keydown", (event) => {
    if (event.key !== " " || csrf === null) return;
    event.preventDefault();
    if (!event.repeat) button.click();
  });
}
window.addEventListener("state", (event) => know(event.detail));
if (window.readerState) know(window.readerState);
