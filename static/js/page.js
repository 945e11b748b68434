// What makes the page nicer when there is script: who reads, counting, sharing. Nothing needs it.

const article = document.querySelector("main[data-article]")?.dataset.article;
const notesOf = document.querySelector("main[data-notes-of]")?.dataset.notesOf; // whose notes the page shows without it

let cookies = ""; // of the log-in that was answered: they are others after a log-out, or with another reader

// Who reads: asked only where the log-in left its hint, so that a stranger's page stays the same for everyone.
async function askWhoReads() {
  const about = article ?? notesOf;
  const asked = new URLSearchParams(about ? { article: about } : {});
  const follow = document.querySelector("[data-follow]")?.dataset.follow;
  if (follow) asked.set("follow", follow);
  const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
  const answer = await fetch(`/me/state/?${asked}`, { headers });
  if (!answer.ok) return;
  const state = await answer.json();
  cookies = document.cookie;
  if (state.signed_in) showReader(state.name);
  if (state.history && article) whenSeen(() => noteReading(state.csrf));
  window.readerState = state; // for a script that comes after the event
  window.dispatchEvent(new CustomEvent("state", { detail: state }));
}

// Out of the browser's memory a page comes as its reader left it, with their name and words, whoever sits there now.
window.addEventListener("pageshow", ({ persisted }) => {
  if (!persisted || !window.readerState?.signed_in || document.cookie === cookies) return;
  document.body.hidden = true;
  location.reload();
});

// Only for readers who have switched their reading history on.
function noteReading(csrf) {
  fetch(`/me/history/${article}/`, { method: "POST", headers: { "X-CSRFToken": csrf }, keepalive: true }).catch(() => {});
}

function showReader(name) {
  const account = document.querySelector(".account");
  const link = account.querySelector("template").content.cloneNode(true);
  if (name) link.querySelector(".name").textContent = link.querySelector("a").title = name;
  account.style.width = `${account.offsetWidth}px`; // so that nothing beside it moves
  addEventListener("resize", () => (account.style.width = ""), { once: true });
  account.querySelector("a").replaceWith(link);
}

if (/(^|; )signed_in=1(;|$)/.test(document.cookie)) askWhoReads().catch(() => {});

// Counting: one view a page shown, one share a press; nothing that says who.
function count(event) {
  if (article) navigator.sendBeacon("/count/", new URLSearchParams({ article, event }));
}

function whenSeen(act) {
  if (document.prerendering) document.addEventListener("prerenderingchange", () => whenSeen(act), { once: true });
  else if (document.visibilityState === "visible") act();
  else document.addEventListener("visibilitychange", () => whenSeen(act), { once: true });
}

whenSeen(() => count("view"));

// Sharing.
const spoken = document.getElementById("share-status");
const url = document.querySelector("link[rel=canonical]")?.href;
const title = document.querySelector("meta[property='og:title']")?.content;

for (const link of document.querySelectorAll("[data-share]")) {
  link.addEventListener("click", () => count("share"));
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const words = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(url);
    } catch {
      return showAddress(button, words);
    }
    button.textContent = spoken.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = words), 2500);
    count("share");
  });
}

window.pressed?.closest("[data-copy]")?.click(); // it was pressed before this script came

// A browser may refuse the clipboard, and has none without https: then the address is there to be copied by hand.
function showAddress(button, words) {
  const field = Object.assign(document.createElement("input"), { readOnly: true, value: url });
  const label = document.createElement("label");
  label.append(words, field);
  button.replaceWith(label);
  field.select();
}

for (const button of document.querySelectorAll("[data-native]")) {
  if (!navigator.share) break;
  button.closest("[hidden]").hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.share({ title, url });
      count("share");
    } catch (refusal) {
      if (refusal.name !== "AbortError") throw refusal;
    }
  });
}

// The section that is open stays in sight in the row that scrolls sideways.
const open = document.querySelector(".sections [aria-current]");
const row = open?.closest("ul");
if (row) row.parentElement.scrollLeft = open.offsetLeft - row.offsetLeft - 24;
