// Many files at once: each is sent by itself, so that one refusal stops no other, and says beside its name what became of it.

const AT_ONCE = 2;
const LARGEST_FILE = 40 * 2 ** 20;

for (const form of document.querySelectorAll(".photo-upload")) takeUploads(form);
for (const form of document.querySelectorAll(".photo-words")) shareCredit(form);

function takeUploads(form) {
  const input = form.querySelector("input[type=file]");
  const words = form.dataset;
  const waiting = [];
  const taken = [];
  let active = 0, sent = 0, refused = 0, known = 0;

  form.querySelector(".send").hidden = true;
  input.required = false;
  input.addEventListener("change", () => {
    add([...input.files]);
    input.value = "";
  });
  // The whole page takes dropped files: a file that misses the frame would otherwise open in place of the page.
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  });
  addEventListener("dragleave", (event) => event.relatedTarget || form.classList.remove("over"));
  addEventListener("drop", (event) => {
    form.classList.remove("over");
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
  addEventListener("beforeunload", (event) => active && event.preventDefault());

  function add(files) {
    for (const file of files) {
      const row = form.querySelector(".files").appendChild(document.createElement("li"));
      row.append(element("span", "name", file.name), element("span", "result", words.waiting));
      waiting.push([file, row]);
      sent += 1;
    }
    next();
  }

  function next() {
    while (active < AT_ONCE && waiting.length) {
      active += 1;
      send(...waiting.shift()).finally(() => {
        active -= 1;
        next();
      });
    }
    tell();
  }

  async function send(file, row) {
    if (file.size > LARGEST_FILE) return refuse(row, words.large);
    const { status, answer } = await post(file, row);
    if (answer?.id) return accept(row, answer, status === 201);
    if (status === 400 && answer?.error) return refuse(row, answer.error);
    refuse(row, status ? words.locked : words.lost, () => sendAgain(file, row));
  }

  async function sendAgain(file, row) {
    await renewToken();
    refused -= 1;
    row.className = "";
    row.replaceChildren(element("span", "name", file.name), element("span", "result", words.waiting));
    waiting.push([file, row]);
    next();
  }

  // Whoever logged in anew in another tab has another token.
  async function renewToken() {
    const page = await fetch(form.action).then((answer) => answer.text(), () => "");
    const field = new DOMParser().parseFromString(page, "text/html").querySelector(".photo-upload [name=csrfmiddlewaretoken]");
    if (field) form.querySelector("[name=csrfmiddlewaretoken]").value = field.value;
  }

  function post(file, row) {
    const progress = element("progress", "", "");
    progress.max = 1;
    progress.setAttribute("aria-label", file.name);
    row.querySelector(".result").replaceChildren(progress);
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.append("file", file);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", words.fileAddress);
      request.upload.onprogress = (event) => (progress.value = event.loaded / event.total);
      request.upload.onload = () => row.querySelector(".result").append(" ", words.developing);
      request.onload = () => done({ status: request.status, answer: parsed(request.responseText) });
      request.onerror = request.onabort = () => done({ status: 0 });
      request.send(body);
    });
  }

  function accept(row, photo, isNew) {
    isNew ? taken.push(photo.id) : (known += 1);
    const picture = element("img", "", "");
    picture.src = photo.thumb;
    picture.alt = "";
    const result = row.querySelector(".result");
    const others = isNew ? photo.looks_like : [photo];
    result.replaceChildren(isNew ? (others.length ? words.alike : words.done) : words.known);
    for (const other of others) result.append(" ", link(other.page, other.name));
    row.className = isNew && !others.length ? "taken" : "doubtful";
    row.prepend(picture);
  }

  function refuse(row, sentence, again) {
    refused += 1;
    row.className = "refused";
    row.querySelector(".result").replaceChildren(sentence);
    if (!again) return;
    const button = element("button", "again", words.again);
    button.type = "button";
    button.addEventListener("click", again);
    row.append(button);
  }

  function tell() {
    const total = form.querySelector(".total"), describe = form.querySelector(".describe");
    total.hidden = !sent;
    total.textContent = words.total.replace("%1", taken.length + known).replace("%2", sent).replace("%3", refused);
    describe.hidden = active > 0 || !taken.length;
    describe.href = `${words.wordsAddress}?${taken.map((id) => `photo=${id}`).join("&")}`;
  }
}

function shareCredit(form) {
  const shared = form.querySelector("[name=shared_credit]");
  const button = form.querySelector(".apply");
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const field of form.querySelectorAll("[name$=-credit]")) field.value = shared.value;
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function element(name, kind, text) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}

function link(address, text) {
  const made = element("a", "", text);
  made.href = address;
  made.target = "_blank";
  return made;
}
