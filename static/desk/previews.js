// Fits the wide page into the room beside the phone, shows another revision when it is chosen, copies links.

const figure = document.querySelector(".frames .desk");
const room = figure.querySelector("div");
const page = room.querySelector("iframe");

function fit() {
  if (!room.clientWidth) return;
  const scale = Math.min(1, room.clientWidth / page.width);
  page.style.transform = `scale(${scale})`;
  room.style.height = `${page.height * scale}px`;
}

figure.classList.add("scaled");
new ResizeObserver(fit).observe(room);

document.getElementById("revision")?.addEventListener("change", (event) => event.target.form.requestSubmit());

for (const button of document.querySelectorAll("[data-copy]")) {
  const words = button.textContent;
  button.addEventListener("click", async () => {
    const address = button.previousElementSibling;
    address.select();
    await navigator.clipboard.writeText(address.value);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = words), 2500);
  });
}
