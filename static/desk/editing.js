// Tells the newsroom that this article is open here, and its writer who else has it open or has saved it meanwhile.
const EVERY = 20_000;
const panel = document.querySelector("[data-desk-revisions][data-editing]");

const told = panel?.querySelector(".revisions-told");
const lines = new Map();

// A line is written once and changed only when it says something else, so that a screen reader does not repeat it.
function tell(kind, sentences) {
  const text = sentences.join(" ");
  if ((lines.get(kind)?.textContent ?? "") === text) return;
  lines.get(kind)?.remove();
  lines.delete(kind);
  if (!text) return;
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = text;
  told.append(line);
  lines.set(kind, line);
}

function message(more = {}) {
  const body = new FormData();
  const form = panel.closest("form");
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  body.set("csrfmiddlewaretoken", token ?? form.elements.csrfmiddlewaretoken.value);
  body.set("opened_at", form.elements.opened_at?.value ?? "");
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  return body;
}

async function beat() {
  try {
    const answer = await fetch(panel.dataset.editing, { method: "POST", body: message(), redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) return tell("away", [panel.dataset.loggedOut]);
    if (!answer.ok) return;
    const { others, newer } = await answer.json();
    tell("beside", others);
    tell("newer", newer && !panel.querySelector(".revisions-clash") ? [newer, panel.dataset.newer] : []);
    tell("away", []);
  } catch {
    // Without a network there is nobody to tell; the next beat tries again.
  }
}

if (panel) {
  beat();
  setInterval(beat, EVERY);
  // A form that is sent comes back as the same article, and its first beat may overtake the last word of this page.
  let isSent = false;
  panel.closest("form").addEventListener("submit", () => (isSent = true));
  addEventListener("pageshow", () => (isSent = false));
  addEventListener("pagehide", () => isSent || navigator.sendBeacon(panel.dataset.editing, message({ leave: "1" })));
}
