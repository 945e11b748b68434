// Reactions at once: shown before the server has answered, put back with a plain sentence when it refuses.

const bar = document.getElementById("reactions");
const buttons = new Map([...bar.querySelectorAll("a[data-kind]")].map((link) => [link.dataset.kind, link]));
const status = bar.querySelector("[role=status]");
const address = [...buttons.values()][0]?.pathname;
const PATIENCE = 15_000;

let csrf = null; // of the reader who is logged in; without one, the links lead to log-in
let given = null; // what the server holds
let wanted = null; // what the reader pressed last
let counts = {}; // everyone's, as the server counted them with what it holds
let isSending = false;

class Refusal extends Error {}

function show() {
  for (const [kind, button] of buttons) {
    button.setAttribute("aria-pressed", kind === wanted);
    button.querySelector("i").textContent = (counts[kind] ?? 0) - (kind === given) + (kind === wanted);
  }
}

async function post(kind) {
  const fields = kind === null ? { kind: given, intent: "withdraw" } : { kind };
  const response = await fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Accept: "application/json", "X-CSRFToken": csrf },
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new Refusal(bar.dataset.offline);
  });
  if (response.status === 401) {
    location.assign((await response.json()).log_in);
    throw new Refusal("");
  }
  if (response.status === 400 || response.status === 404) throw new Refusal(bar.dataset.refused);
  if (!response.ok) throw new Refusal(bar.dataset.failed);
  return response.json();
}

// One request at a time; presses that come meanwhile are answered by the last one alone.
async function send() {
  if (isSending) return;
  isSending = true;
  while (wanted !== given) {
    const asked = wanted;
    try {
      ({ reaction: given, counts } = await post(asked));
      if (wanted === asked) wanted = given;
    } catch (problem) {
      wanted = given;
      status.textContent = problem instanceof Refusal ? problem.message : bar.dataset.failed;
    }
    show();
  }
  isSending = false;
}

function press(event, kind) {
  if (csrf === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (event.detail > 1) return; // the second half of a double click
  status.textContent = "";
  wanted = wanted === kind ? null : kind;
  show();
  send();
}

function know(state) {
  if (!state.signed_in || isSending) return;
  ({ csrf, counts } = state);
  wanted = given = state.reaction;
  for (const button of buttons.values()) button.setAttribute("role", "button");
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
