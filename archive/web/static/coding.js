// Selecting words with the mouse or with the keyboard, and single keys. Every key presses a button or moves the
// focus; what is selected is written into the form that a browser without script fills in by hand.
// Nothing is sent or kept by it, but for one word in the browser: whether the keys are on.
"use strict";

(() => {
  const KEPT = "heard-coding-keys";
  const turns = [...document.querySelectorAll("#turns .words")];
  const field = (id) => document.getElementById(id);
  const [keys, box, said] = [field("keys"), field("keys-on"), field("said")];
  if (!turns.length || !keys || !box || !said) return;

  keys.hidden = false;
  box.checked = localStorage.getItem(KEPT) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));

  const held = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const words = range.startContainer.parentElement?.closest("#turns .words");
    if (!words || !words.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(words);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    const text = range.toString();
    const lead = text.length - text.trimStart().length;
    const bare = text.trim();
    return bare ? { turn: words.dataset.turn, start: start + lead, end: start + lead + bare.length, bare } : null;
  };

  const take = () => {
    const found = held();
    if (!found) return;
    field("c-turn").value = found.turn;
    field("c-start").value = found.start;
    field("c-end").value = found.end;
    field("c-words").value = found.bare.replace(/\n/g, " ");
  };

  const forget = () => {
    field("c-start").value = "";
    field("c-end").value = "";
  };

  document.addEventListener("selectionchange", take);
  for (const id of ["c-words", "c-turn"]) field(id).addEventListener("input", forget);

  const current = () => document.activeElement?.closest("#turns .words") ?? null;

  const go = (step) => {
    const at = turns.indexOf(current());
    const next = turns[at < 0 ? 0 : Math.min(turns.length - 1, Math.max(0, at + step))];
    next.focus();
    getSelection().collapse(next, 0);
    next.scrollIntoView({ block: "nearest" });
  };

  const words = (event) => {
    const turn = current();
    if (!turn) return false;
    const selection = getSelection();
    if (!turn.contains(selection.focusNode)) selection.collapse(turn, 0);
    selection.modify(event.shiftKey ? "extend" : "move", event.key === "ArrowRight" ? "forward" : "backward", "word");
    if (!turn.contains(selection.focusNode)) selection.extend(turn, event.key === "ArrowRight" ? turn.childNodes.length : 0);
    return true;
  };

  const judge = (verdict) => {
    const one = document.activeElement?.closest(".offered li") ?? document.querySelector(".offered li");
    one?.querySelector(`button[value="${verdict}"]`)?.click();
  };

  const code = () => {
    take();
    if (!field("c-words").value) return void (said.textContent = "Select some words first: j, then Shift and the arrow keys.");
    field("c-code").focus();
  };

  const actions = {
    j: () => go(1),
    k: () => go(-1),
    c: code,
    u: () => field("undo").requestSubmit(),
    y: () => field("redo").requestSubmit(),
    a: () => judge("accept"),
    r: () => judge("reject"),
  };

  const writing = (target) => target.closest("input:not([type=checkbox]), select, textarea");

  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      if (words(event)) event.preventDefault();
      return;
    }
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  if (new URLSearchParams(location.search).has("kept")) {
    const turn = document.querySelector(`${location.hash || "#none"} .words`);
    turn?.focus();
    setTimeout(() => { said.textContent = "Kept."; }, 100);
  }
})();
