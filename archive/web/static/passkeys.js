// Passkeys: asks this archive for a challenge, lets the browser's own window do the rest, and sends the answer.
// Without this file the rest of the page works, and an app that shows codes does the same. Nothing is kept by it.
"use strict";

(() => {
  const door = document.getElementById("passkey-in");
  const adding = document.getElementById("passkey-add");
  const said = document.getElementById("passkey-said");
  if (!said || !(door || adding)) return;

  const say = (sentence, wrong) => {
    said.textContent = sentence;
    said.className = wrong ? "problem" : "small";
  };

  if (!window.isSecureContext) {
    return say("Passkeys need TLS: open this page by https, or on the archive's own machine at localhost.", true);
  }
  if (!window.PublicKeyCredential) {
    return say("This browser has no passkeys. A newer one has, and an app that shows codes works in any.", false);
  }

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const send = async (path, body) => {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "same-origin",
      redirect: "error",
    });
    const kind = answer.headers.get("Content-Type") ?? "";
    const content = kind.startsWith("application/json") ? await answer.json() : {};
    if (!answer.ok) throw new Error(content.sentence ?? "This could not be done. Load the page again.");
    return content;
  };

  const named = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

  const make = async () => {
    const asked = await send(adding.dataset.options, {});
    const made = await navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: bytes(asked.challenge),
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: named(asked.excludeCredentials),
      },
    });
    const credential = {
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      response: {
        clientDataJSON: text(made.response.clientDataJSON),
        attestationObject: text(made.response.attestationObject),
        transports: made.response.getTransports?.() ?? [],
      },
    };
    return send(adding.dataset.send, { name: adding.elements.name.value, credential });
  };

  const prove = async (button) => {
    const asked = await send(button.dataset.options, {});
    const got = await navigator.credentials.get({
      publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
    });
    const credential = {
      id: got.id,
      rawId: text(got.rawId),
      type: got.type,
      response: {
        clientDataJSON: text(got.response.clientDataJSON),
        authenticatorData: text(got.response.authenticatorData),
        signature: text(got.response.signature),
        userHandle: got.response.userHandle ? text(got.response.userHandle) : null,
      },
    };
    return send(button.dataset.send, { credential });
  };

  const failed = (error) => {
    if (error.name === "NotAllowedError" || error.name === "AbortError") {
      return "Nothing was done: the browser's window was closed, or it waited too long. Try again.";
    }
    if (error.name === "InvalidStateError") return "This device holds a passkey of yours already.";
    if (error.name === "SecurityError") return "The browser allows no passkey at this address.";
    return error instanceof DOMException || error instanceof TypeError
      ? "This device could not do it. Try another, or use an app that shows codes."
      : error.message;
  };

  const run = async (button, act) => {
    button.disabled = true;
    say("Follow the window that your browser opens.", false);
    try {
      location.assign((await act()).go);
    } catch (error) {
      say(failed(error), true);
      button.disabled = false;
      button.focus();
    }
  };

  if (door) {
    const button = door.querySelector("button");
    door.hidden = false;
    button.addEventListener("click", () => run(button, () => prove(button)));
  }
  if (adding) {
    adding.hidden = false;
    adding.addEventListener("submit", (event) => {
      event.preventDefault();
      run(adding.querySelector("button"), make);
    });
  }
})();
