// Passkeys: a form with data-passkey asks the browser for a credential and sends it as JSON in its hidden field.
// The browser's own JSON forms of WebAuthn are used; where it has none, or the address may not hold passkeys, the form stays hidden.
const able =
  window.isSecureContext &&
  window.PublicKeyCredential?.parseRequestOptionsFromJSON &&
  !/^[\d.]+$|:/.test(location.hostname);

const ceremonies = {
  "sign-in": async (form) => {
    const answer = await fetch(form.action, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    return get((await answer.json()).request_options);
  },
  confirm: (form) => get(optionsOf(form).request_options),
  add: (form) => create(optionsOf(form).creation_options, form.elements.passwordless?.checked ?? false),
};

function optionsOf(form) {
  return JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent);
}

function get(options) {
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey),
  });
}

function create(options, alone) {
  const wanted = structuredClone(options.publicKey);
  Object.assign(wanted.authenticatorSelection, {
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  });
  return navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(wanted),
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const failed = form.querySelector("[data-passkey-failed]");
  if (!able) {
    document.querySelector("[data-passkey-unable]")?.removeAttribute("hidden");
    continue;
  }
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const credential = await ceremonies[form.dataset.passkey](form);
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      failed.textContent = "The passkey was not used. Try again, or sign in another way.";
      failed.hidden = false;
    }
  });
}
