// Videos and posts of other sites: their frame is made when the reader asks for it, and not before.

const ALLOWED = "accelerometer; autoplay; encrypted-media; fullscreen; gyroscope; picture-in-picture";
// Their scripts run in their own origin (allow-same-origin is theirs, not ours) and cannot lead this page away.
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms";

for (const embed of document.querySelectorAll("figure.embed")) {
  embed.querySelector(".load").addEventListener("click", () => load(embed), { once: true });
}

window.pressed?.closest(".embed .load")?.click(); // it was pressed before this script came

function load(embed) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", SANDBOX);
  frame.allow = ALLOWED;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.title = embed.dataset.title;
  frame.src = embed.dataset.frame;
  embed.querySelector(".placeholder").replaceWith(frame);
  embed.classList.add("loaded");
  frame.focus();
}
