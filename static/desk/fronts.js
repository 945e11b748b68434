// Fronts: drag an article to a place, or move it with the arrow keys. The server does the arranging, as without script:
// each act sends the form and takes the form of the answer in its place, so there is one rule for both.

const FAR_ENOUGH = 6;
const EDGE = 80;
const STEP = 10;
const PAUSE = 250;
const said = document.getElementById("said");
const form = () => document.getElementById("arranging");
let queue = Promise.resolve();

document.documentElement.classList.add("has-script");

function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = text; });
}

// Where the keyboard was, to be found again in the form that comes back.
function focused() {
  const { does, of } = document.activeElement?.dataset ?? {};
  return does ? { does, of } : null;
}

function focusAgain(before) {
  if (!before) return;
  const named = `[data-does="${before.does}"]${before.of ? `[data-of="${before.of}"]` : ""}`;
  const found = form().querySelector(named);
  const other = before.of && form().querySelector(`.grip[data-of="${before.of}"]`);
  const target = found && !found.disabled ? found : other || form().querySelector(`[data-does="find"]`);
  target?.focus();
}

// Whoever pressed a button far below is led to the reason, which screen readers read out by itself.
function isRefused(fresh) {
  const reason = fresh.querySelector(".errornote");
  if (!reason) return false;
  said.textContent = "";
  reason.tabIndex = -1;
  reason.focus();
  return true;
}

// The field stays as it is: whoever writes Vietnamese may be in the middle of a letter.
function showFound(fresh) {
  const found = fresh.querySelector(".found");
  form().querySelector(".found").replaceWith(found);
  say(found.dataset.count);
}

async function send(act, before = focused()) {
  const sent = form();
  const body = new FormData(sent);
  body.set("act", act);
  try {
    const answer = await fetch(sent.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("arranging");
    if (!fresh) throw new Error("no form");
    if (act === "find") {
      showFound(fresh);
      return;
    }
    form().replaceWith(fresh);
    if (isRefused(fresh)) return;
    focusAgain(before);
    const words = fresh.querySelector("[data-said]") ?? page.querySelector(".messagelist");
    if (words) say(words.textContent.trim());
  } catch {
    say(sent.dataset.failed);
  }
}

// One after the other: the second press of a key means the page as the first has left it.
const enqueue = (doing) => { queue = queue.then(doing); return queue; };

function placeOf(number) {
  return form().querySelector(`.place[data-article="${number}"]`)?.dataset.place;
}

document.addEventListener("submit", (event) => {
  const act = event.submitter?.value ?? "find";
  if (event.target !== form() || event.submitter?.formTarget) return;
  event.preventDefault();
  const before = focused();
  enqueue(() => send(act, before));
});

const STEPS = {
  ArrowUp: (place) => place - 1,
  ArrowDown: (place) => place + 1,
  Home: () => 1,
  End: () => form().querySelectorAll(".place").length,
};

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.(".grip");
  if (!grip || !STEPS[event.key]) return;
  event.preventDefault();
  const number = grip.dataset.of;
  enqueue(async () => {
    const from = Number(placeOf(number));
    const to = STEPS[event.key](from);
    if (to !== from && form().querySelector(`.place[data-place="${to}"]`)) await send(`put:${number}:${to}`, { does: "grip", of: number });
  });
});

let waiting;
document.addEventListener("input", (event) => {
  if (event.target.id !== "q") {
    if (event.target.closest(".placing")) form().dataset.changed = "yes";
    return;
  }
  clearTimeout(waiting);
  waiting = setTimeout(() => enqueue(() => send("find")), PAUSE);
});

window.addEventListener("beforeunload", (event) => {
  if (form().dataset.changed === "yes") event.preventDefault();
});

// Dragging, by mouse, pen or finger.
let drag = null;

function isHandle(event, source) {
  if (event.target.closest(".grip")) return true;
  const isControl = event.target.closest("button, select, input, label, a");
  return event.pointerType === "mouse" && source && !isControl;
}

document.addEventListener("pointerdown", (event) => {
  const source = event.target.closest(".place[data-article], .offered[data-article]");
  if (event.button !== 0 || !source || !form()?.querySelector(".grip") || !isHandle(event, source)) return;
  event.preventDefault();
  event.target.closest(".grip")?.focus();
  drag = { number: source.dataset.article, words: source.querySelector("h3, strong").textContent, x: event.clientX, y: event.clientY };
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  if (!drag.ghost) {
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_ENOUGH) return;
    drag.ghost = Object.assign(document.createElement("div"), { className: "dragged", textContent: drag.words });
    document.body.append(drag.ghost);
    document.documentElement.classList.add("is-dragging");
    requestAnimationFrame(follow);
  }
  Object.assign(drag, { nowX: event.clientX, nowY: event.clientY });
});

// Runs while something is dragged: at the window's edges the page scrolls under it.
function follow() {
  if (!drag?.ghost) return;
  const { nowX, nowY } = drag;
  const left = Math.min(nowX + 12, document.documentElement.clientWidth - drag.ghost.offsetWidth - 4);
  drag.ghost.style.transform = `translate(${Math.max(left, 4)}px, ${nowY + 12}px)`;
  if (nowY < EDGE) window.scrollBy(0, -STEP);
  if (nowY > window.innerHeight - EDGE) window.scrollBy(0, STEP);
  mark(document.elementFromPoint(nowX, nowY)?.closest(".place"));
  requestAnimationFrame(follow);
}

function mark(place) {
  if (drag.target === place) return;
  drag.target?.classList.remove("is-target");
  place?.classList.add("is-target");
  drag.target = place;
}

function drop({ isKept }) {
  if (!drag) return;
  const { number, ghost } = drag;
  const target = ghost && document.elementFromPoint(drag.nowX, drag.nowY)?.closest(".place");
  mark(null);
  ghost?.remove();
  document.documentElement.classList.remove("is-dragging");
  drag = null;
  const place = target?.dataset.place;
  if (isKept && place && placeOf(number) !== place) enqueue(() => send(`put:${number}:${place}`, { does: "grip", of: number }));
}

document.addEventListener("pointerup", () => drop({ isKept: true }));
document.addEventListener("pointercancel", () => drop({ isKept: false }));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") drop({ isKept: false }); });
