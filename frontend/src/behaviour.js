// Small behaviours by data attribute; every one of them works by keyboard.

export function navigation() {
  showCurrent();
  const opener = document.querySelector("[data-nav-open]");
  const set = (open) => {
    document.documentElement.classList.toggle("zc-nav-shown", open);
    opener?.setAttribute("aria-expanded", String(open));
    if (open) document.querySelector("#zc-nav a")?.focus();
    else opener?.focus();
  };
  opener?.addEventListener("click", () => set(true));
  document.querySelector("[data-nav-close]")?.addEventListener("click", () => set(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.documentElement.classList.contains("zc-nav-shown")) set(false);
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) hotkey(event);
  });
}

// The list of nouns is longer than a small screen: bring the entry of this page into its view, without moving the page.
function showCurrent() {
  const here = document.querySelector("#zc-nav a[aria-current]");
  const box = here?.closest(".zc-nav-inner");
  if (!box) return;
  const [entry, view] = [here.getBoundingClientRect(), box.getBoundingClientRect()];
  if (entry.bottom > view.bottom) box.scrollTop += entry.bottom - view.bottom + view.height / 3;
}

function hotkey(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const box = document.querySelector('[data-hotkey="/"]');
  if (typing || !box || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  box.focus();
  box.select();
}

// A menu is a <details>: it closes on a click elsewhere, on Escape and when another one opens.
export function menus() {
  const open = () => document.querySelectorAll("details.zc-menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
}

// A jump to what stands in a closed fold opens it; on paper every fold is open.
export function folds() {
  document.addEventListener("click", (event) => {
    const jump = event.target.closest('a[href^="#"]');
    const fold = jump && document.getElementById(jump.hash.slice(1))?.closest("details.zc-fold");
    if (fold) fold.open = true;
  });
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.zc-fold:not([open]), details.zc-earlier:not([open])")];
    for (const fold of closed) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });
}

export function dialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-drawer]");
    if (opener) document.getElementById(opener.dataset.drawer)?.showModal();
    const closer = event.target.closest("[data-close]");
    if (closer) closer.closest("dialog")?.close();
    // A click on the shade: the dialog itself is the target only outside its content.
    if (event.target instanceof HTMLDialogElement) event.target.close();
    const back = event.target.closest("[data-back]");
    if (back && history.length > 1) {
      event.preventDefault();
      history.back();
    }
    if (event.target.closest("[data-print]")) window.print();
    const toggle = event.target.closest("[data-toggle]");
    if (toggle) {
      const shown = document.getElementById(toggle.dataset.toggle).classList.toggle("zc-shown");
      toggle.setAttribute("aria-expanded", String(shown));
    }
  });
  document.addEventListener("submit", ask, true);
}

// A destructive act is asked for by name before it is sent.
function ask(event) {
  const form = event.target;
  const said = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!said || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopPropagation();
  const dialog = document.getElementById("zc-confirm");
  dialog.querySelector("p").textContent = said;
  const submitter = event.submitter;
  dialog.querySelector("[data-confirmed]").onclick = () => {
    dialog.close();
    form.dataset.confirmed = "1";
    form.requestSubmit(submitter ?? undefined);
    delete form.dataset.confirmed;
  };
  dialog.showModal();
}

export function announce(root) {
  const said = root.querySelector?.("[data-announce]");
  if (said) document.getElementById("zc-announcer").textContent = said.textContent;
}

export function tables() {
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-bulk-all]");
    const form = event.target.form ?? (all && document.getElementById(all.dataset.bulkAll));
    if (!form?.matches("[data-bulk]")) return;
    const boxes = [...document.querySelectorAll(`input[name=selected][form="${form.id}"]`)];
    if (all) for (const box of boxes) box.checked = all.checked;
    const count = boxes.filter((box) => box.checked).length;
    form.querySelector("[data-bulk-count]").textContent = String(count);
    form.classList.toggle("zc-shown", count > 0);
  });
  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-twin-toggle]");
    if (toggle) twin(toggle);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form) form.requestSubmit();
  });
}

function twin(toggle) {
  const box = toggle.closest("[data-twin]");
  const [face, back] = [box.querySelector("[data-twin-face]"), box.querySelector("[data-twin-back]")];
  const table = !face.hidden;
  face.hidden = table;
  back.hidden = !table;
  toggle.setAttribute("aria-pressed", String(table));
  toggle.querySelector("span").textContent = table ? "看图" : "看表格";
  if (!table) face.dispatchEvent(new Event("zc:shown"));
}

// A filter form asks by itself, once for each state of it: a second, equal answer swapped in while the mouse is
// down on a heading would swallow the click.
export function filters() {
  const state = (form) => new URLSearchParams(new FormData(form)).toString();
  const waiting = new WeakMap();
  const asked = new WeakMap();
  document.addEventListener("focusin", (event) => {
    const form = event.target.closest?.("form[data-asks]");
    if (form && !asked.has(form)) asked.set(form, state(form));
  });
  const ask = (form) => {
    clearTimeout(waiting.get(form));
    if (asked.get(form) === state(form)) return;
    asked.set(form, state(form));
    form.dispatchEvent(new Event("zc:asked"));
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-asks]");
    if (!form || event.target.type !== "search") return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => ask(form), 350));
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-asks]");
    if (form) ask(form);
  });
}
