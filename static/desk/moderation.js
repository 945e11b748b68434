// Moderation: every key presses a button that the page shows; without script the buttons alone do the same.

const TYPED = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";
const BESIDE = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

const looks = () => [...document.querySelectorAll("[data-row] [data-look]")];
const reasons = () => [...document.querySelectorAll(".deciding-reason:has(kbd) input[type=radio]")];

// The next row's button takes the focus, so that Enter presses it; from nowhere, the first or the last row.
function move(step) {
  const all = looks();
  const here = all.findIndex((look) => look.closest("[data-row]").contains(document.activeElement));
  const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step];
  next?.focus();
  next?.closest("[data-row]").scrollIntoView({ block: "nearest" });
  return Boolean(next);
}

function choose() {
  const tick = document.activeElement?.closest("[data-row]")?.querySelector("input[type=checkbox]");
  tick?.click();
  return Boolean(tick);
}

function reason(number) {
  const radio = reasons()[number - 1];
  radio?.focus();
  radio?.click();
  return Boolean(radio);
}

function toReasons() {
  const all = reasons();
  const target = all.find((radio) => radio.checked) ?? all[0] ?? document.querySelector(".deciding textarea");
  target?.focus();
  return Boolean(target);
}

function press(key) {
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  button?.focus();
  button?.click();
  return Boolean(button);
}

// Whether the key did something; if not, it is the browser's.
function done({ key, target }) {
  const isInReasons = target.closest?.(".deciding-reason");
  if (BESIDE[key] && !(isInReasons && key.startsWith("Arrow"))) return looks().length > 0 && move(BESIDE[key]);
  if (key === "x") return choose();
  if (key === "r") return toReasons();
  if (/^[1-9]$/.test(key)) return reason(Number(key));
  return /^[a-z?]$/.test(key) && press(key);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat && !BESIDE[event.key]) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches?.(TYPED)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (done(event)) event.preventDefault();
});

// Two presses of one button are one: a page that is on its way takes no second form.
let isSent = false;
document.addEventListener("submit", (event) => {
  if (event.submitter?.formMethod === "dialog") return; // Enter in a field, which sends nothing
  if (isSent) event.preventDefault();
  isSent = true;
});
window.addEventListener("pageshow", () => { isSent = false; });

// Who was refused is led to the field that says why.
document.querySelector(".deciding .errorlist")?.closest(".deciding-reason, .deciding-field, .deciding")
  ?.querySelector("input:not([type=hidden]), textarea, select")?.focus();
