// Forms: the error summary takes the focus, a draft is kept until the form goes out, nothing is sent twice.

const FORGETS = new Set(["password", "file", "hidden"]);

export function forms() {
  document.querySelector("[data-focus]")?.focus();
  for (const form of document.querySelectorAll("form[data-draft]")) draft(form);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    form.classList.add("zc-sending");
  });
  replaced();
  // Coming back by the back button must not leave the form shut.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.classList.remove("zc-sending");
    }
  });
}

// A form that asks anew which fields it needs is replaced whole: what was typed, chosen or attached meanwhile goes along.
function replaced() {
  let before = null;
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, shouldSwap } }) => {
    if (shouldSwap && target.matches("form.zc-form")) before = target;
  });
  document.addEventListener("htmx:load", ({ detail: { elt } }) => {
    if (!before || !elt.matches("form.zc-form")) return;
    for (const field of elt.elements) {
      const old = field.name && field.type !== "hidden" && before.elements.namedItem(field.name);
      if (!old || old.type !== field.type) continue;
      if (field.type === "checkbox") field.checked = old.checked;
      else if (field.type === "file") field.files = old.files;
      else field.value = old.value;
    }
    before = null;
    if (elt.dataset.draft) draft(elt);
  });
}

// Session storage: a draft does not outlive the window, offices share machines.
function draft(form) {
  const key = `draft:${form.dataset.draft}`;
  const kept = sessionStorage.getItem(key);
  if (kept && !form.querySelector(".has-error")) offer(form, key, JSON.parse(kept));
  form.addEventListener("input", () => {
    const values = {};
    for (const field of form.elements) {
      if (!field.name || FORGETS.has(field.type)) continue;
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.checked) (values[field.name] ??= []).push(field.value);
      } else values[field.name] = [field.value];
    }
    sessionStorage.setItem(key, JSON.stringify(values));
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
}

function offer(form, key, values) {
  const bar = document.createElement("div");
  bar.className = "zc-caveat zc-draft";
  bar.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = "上次填写的内容没有提交。";
  const [take, drop] = ["恢复草稿", "丢弃"].map((label) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = label;
    return button;
  });
  take.addEventListener("click", () => {
    for (const field of form.elements) {
      if (!field.name || FORGETS.has(field.type)) continue;
      const kept = values[field.name] ?? [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
      else if (kept.length) field.value = kept[0];
    }
    bar.remove();
  });
  drop.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    bar.remove();
  });
  bar.append(text, take, drop);
  form.prepend(bar);
}
