// The focal point, set where one clicks or by the arrow keys, with the paper's crops following at once.

const area = document.querySelector(".photo-page .focal");
const fields = ["x", "y"].map((axis) => document.querySelector(`#id_focal_${axis}`));
if (area && fields[0] && fields[1]) begin();

function begin() {
  const whole = area.querySelector(".whole"), picture = whole.querySelector("img");
  const point = area.querySelector(".point");
  const sides = [Number(area.dataset.width), Number(area.dataset.height)];
  const shapes = [...area.querySelectorAll(".crops img")].map((image) => [image, image.width / image.height]);
  area.classList.add("live");
  point.hidden = false;

  const read = () => fields.map((field) => inside(Number.parseFloat(field.value.replace(",", ".")) || 0));

  function set(place) {
    for (const [i, share] of place.entries()) fields[i].value = inside(share).toFixed(3).replace(/\.?0+$/, "");
    show();
  }

  function show({ isMoved = true } = {}) {
    const [x, y] = read();
    point.style.left = `${x * 100}%`;
    point.style.top = `${y * 100}%`;
    if (!isMoved) return;
    const [across, down] = [x, y].map((share) => Math.round(share * 100));
    area.querySelector("output").textContent = area.dataset.said.replace("%1", across).replace("%2", down);
    for (const [image, ratio] of shapes) crop(image, ratio, [x, y]);
  }

  // As `crop_box` in articles/photos/renditions.py: the largest part of that shape, as near the point as it goes.
  function crop(image, ratio, place) {
    if (image.src !== picture.src) image.src = picture.src;
    const size = [Math.min(sides[0], sides[1] * ratio), Math.min(sides[1], sides[0] / ratio)];
    const shares = place.map((share, i) => {
      const room = sides[i] - size[i];
      return room > 0 ? inside((share * sides[i] - size[i] / 2) / room) : 0.5;
    });
    image.style.aspectRatio = `${ratio}`;
    image.style.objectPosition = shares.map((share) => `${share * 100}%`).join(" ");
  }

  function placeOf(event) {
    const box = picture.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  picture.addEventListener("click", (event) => {
    set(placeOf(event));
    point.focus({ preventScroll: true });
  });
  point.addEventListener("pointerdown", (event) => point.setPointerCapture(event.pointerId));
  point.addEventListener("pointermove", (event) => point.hasPointerCapture(event.pointerId) && set(placeOf(event)));
  point.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.shiftKey ? 0.1 : 0.01;
    set(read().map((share, i) => share + way[i] * step));
  });
  for (const field of fields) field.addEventListener("input", () => show());
  show({ isMoved: false });
}

function inside(share) {
  return Math.min(1, Math.max(0, share));
}
