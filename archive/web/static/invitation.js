// Takes the code of an invitation from behind the # of the link, which no server is sent, puts it into the form
// and out of the address. Without this file the code is typed.
"use strict";

(() => {
  const field = document.getElementById("invitation");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!field || !code || field.value) return;
  field.value = code;
  history.replaceState(null, "", location.pathname);
  document.getElementById("password").focus();
})();
