// Save, Follow and Agree at once: shown before the server has answered, put back with a plain sentence when it refuses.

const PATIENCE = 15_000;
let csrf = null; // of the reader who is logged in; without one, the links lead to log-in

class Refusal extends Error {}

async function post(button, isWanted, words) {
  const response = await fetch(button.link.href, {
    method: "POST",
    body: new URLSearchParams({ intent: isWanted ? "keep" : "remove" }),
    headers: { Accept: "application/json", "Accept-Language": document.documentElement.lang, "X-CSRFToken": csrf },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new Refusal(words.offline);
  });
  if (response.status === 401) {
    location.assign((await response.json()).log_in);
    throw new Refusal("");
  }
  if (response.status === 400) {
    const { error } = await response.json().catch(() => ({}));
    throw new Refusal(error ?? words.failed);
  }
  if (!response.ok) throw new Refusal(words.failed);
  return response.json();
}

class Press {
  #isOn = false; // what the server holds
  #wanted = false; // what the reader pressed last
  #isSending = false;
  #others = 0; // where a number stands beside it: how many others have pressed

  constructor(place) {
    this.place = place;
    this.link = place.querySelector("a");
    this.label = place.querySelector("[data-on]");
    this.count = place.querySelector("i");
    this.status = place.querySelector("[role=status]");
    this.words = this.status.closest("[data-offline]").dataset;
    this.link.addEventListener("click", (event) => this.press(event));
    this.link.addEventListener("keydown", (event) => {
      if (event.key !== " " || csrf === null) return;
      event.preventDefault();
      if (!event.repeat) this.link.click();
    });
  }

  know(state) {
    if (this.#isSending) return;
    const held = state[this.place.dataset.state];
    this.#isOn = this.#wanted = Array.isArray(held) ? held.includes(Number(this.place.dataset.number)) : held;
    if (this.count) this.#others = this.count.textContent - this.#isOn;
    this.link.setAttribute("role", "button");
    this.show();
  }

  show() {
    this.link.setAttribute("aria-pressed", this.#wanted);
    if (this.count) this.count.textContent = this.#others + this.#wanted;
    this.label.textContent = this.label.dataset[this.#wanted ? "on" : "off"];
  }

  press(event) {
    if (csrf === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (event.detail > 1) return; // the second half of a double click
    this.status.textContent = "";
    this.#wanted = !this.#wanted;
    this.show();
    this.send();
  }

  // One request at a time; presses that come meanwhile are answered by the last one alone.
  async send() {
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.#wanted !== this.#isOn) {
      const asked = this.#wanted;
      try {
        const { is_on: isOn, count } = await post(this, asked, this.words);
        this.#isOn = isOn;
        if (count !== undefined) this.#others = count - isOn;
      } catch (problem) {
        this.#wanted = this.#isOn;
        this.status.textContent = problem instanceof Refusal ? problem.message : this.words.failed;
      }
      this.show();
    }
    this.#isSending = false;
  }
}

const presses = [...document.querySelectorAll(".press [data-on]")].map((label) => new Press(label.closest(".press")));

function know(state) {
  if (!state.signed_in) return;
  csrf = state.csrf;
  for (const press of presses) press.know(state);
}

window.addEventListener("state", (event) => know(event.detail));
if (window.readerState) know(window.readerState);
