// Asks, once the words of a public article are changed, whether readers should be told; refuses nothing.

const hint = document.getElementById("correction-hint");
const WORDS = ".field-headline, .field-standfirst, .field-body";
let isAnswered = false;
let lastWritten = null;

function hasCorrection() {
  return [...document.querySelectorAll("[name^='corrections-'][name$='-text']")].some((field) => !field.name.includes("__prefix__"));
}

function ask() {
  hint.hidden = isAnswered || hasCorrection();
  if (!hint.hidden) uncover();
}

// The strip must not hide what is being typed.
function uncover() {
  const caret = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  const written = document.activeElement.matches("textarea") ? document.activeElement : caret;
  const [below, strip] = [written?.getBoundingClientRect(), hint.getBoundingClientRect()];
  const isBeside = !below || below.right < strip.left || below.left > strip.right;
  if (!isBeside && below.bottom > strip.top) scrollBy({ top: below.bottom - strip.top + 16 });
}

function needNot() {
  isAnswered = hint.hidden = true;
  lastWritten?.focus();
}

function addCorrection() {
  document.querySelector("#corrections-group .add-row a")?.click();
  const fields = [...document.querySelectorAll("#corrections-group textarea")].filter((field) => !field.name.includes("__prefix__"));
  fields.at(-1)?.closest("details")?.setAttribute("open", "");
  fields.at(-1)?.focus();
  hint.hidden = true;
}

// The moment in the paper's time zone, which may not be the one of this computer: the admin tells their difference.
function sayUpdated() {
  const away = (Number(document.body.dataset.adminUtcOffset) || 0) * 1000;
  const there = new Date(Date.now() + away).toISOString();
  const [date, time] = ["id_updated_at_0", "id_updated_at_1"].map((id) => document.getElementById(id));
  if (!date || !time) return;
  date.value = there.slice(0, 10);
  time.value = there.slice(11, 19);
  hint.hidden = true;
  time.focus();
}

if (hint) {
  document.addEventListener("input", (event) => {
    if (!event.target.closest?.(WORDS)) return;
    lastWritten = event.target;
    ask();
  });
  hint.querySelector("[data-need-not]").addEventListener("click", needNot);
  hint.querySelector("[data-add-correction]").addEventListener("click", addCorrection);
  hint.querySelector("[data-say-updated]").addEventListener("click", sayUpdated);
}
