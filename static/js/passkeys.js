// Passkeys: the browser asks for the finger, the face or the key, and the form carries what it answers.

async function optionsFor(form) {
  const data = document.getElementById("js_data"); // on pages whose reader is known
  if (data) return JSON.parse(data.textContent);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`no options: ${response.status}`);
  return response.json();
}

async function answerFor(form) {
  const { creation_options: creation, request_options: request } = await optionsFor(form);
  if (request) return webauthnJSON.get(request);
  Object.assign(creation.publicKey.authenticatorSelection, {
    residentKey: "required", // so that it can log in by itself
    requireResidentKey: true,
    userVerification: "required",
  });
  return webauthnJSON.create(creation);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const status = form.querySelector("[role=status]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    status.textContent = "";
    if (!window.PublicKeyCredential) {
      status.textContent = status.dataset.unsupported;
      return;
    }
    try {
      form.elements.credential.value = JSON.stringify(await answerFor(form));
      form.submit(); // asks no listener
    } catch (problem) {
      const was = problem.name === "InvalidStateError" ? "known" : "failed";
      status.textContent = status.dataset[was];
    }
  });
}
