// Single keys on a review sheet. Every key presses a button or moves the focus to a field that is on the page
// anyway: without this file the same work is done with Tab and Enter. Nothing is sent or kept by it, but for
// one word in the browser: whether the keys are on.
"use strict";

(() => {
  const KEPT = "heard-review-keys";
  const sheet = document.getElementById("doubts");
  const keys = document.getElementById("keys");
  const box = document.getElementById("keys-on");
  const said = document.getElementById("said");
  if (!sheet || !keys || !box || !said) return;

  keys.hidden = false;
  box.checked = localStorage.getItem(KEPT) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));

  const findings = () => [...sheet.querySelectorAll("form.finding")];
  const current = () => document.activeElement?.closest("form.finding") ?? null;

  const go = (form) => {
    if (!form) return;
    const folded = form.parentElement.closest("details");
    if (folded) folded.open = true;
    form.focus();
    form.scrollIntoView({ block: "nearest" });
  };

  const move = (step) => {
    const all = findings();
    const at = all.indexOf(current());
    go(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))]);
  };

  const press = (verdict) => {
    const form = current();
    const button = form?.querySelector(`button[value="${verdict}"]`);
    if (button) form.requestSubmit(button);
    else said.textContent = "Choose a finding first, with j.";
  };

  const change = () => {
    const form = current();
    const field = form?.querySelector('input[name="research"]');
    if (!field) return void (said.textContent = "Choose a finding first, with j.");
    form.querySelector("details").open = true;
    field.focus();
    field.select();
  };

  const reach = () => {
    const list = current()?.querySelector('select[name="reach"]');
    if (!list) return;
    list.selectedIndex = (list.selectedIndex + 1) % list.options.length;
    said.textContent = list.options[list.selectedIndex].text;
  };

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    a: () => press("accept"),
    r: () => press("reject"),
    c: change,
    e: reach,
    n: () => document.getElementById("m-words")?.focus(),
    u: () => document.getElementById("undo")?.requestSubmit(),
  };

  const writing = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current()) return go(current());
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // After a decision the page comes back to this section: the next doubt has the focus, and it is said.
  if (location.hash === "#doubts") {
    const next = sheet.querySelector("form[data-doubt]");
    const left = sheet.querySelectorAll("form[data-doubt]").length;
    go(next ?? document.getElementById("undo")?.querySelector("button"));
    setTimeout(() => {
      said.textContent = left ? `Kept. ${left} left.` : "Kept. None is left.";
    }, 100);
  }
})();
