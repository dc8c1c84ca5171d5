// The first page: htmx, menus, drawers, forms. Charts and the map come when they are seen.
import htmx from "htmx.org/dist/htmx.esm.js";
import "./app.css";
import { announce, dialogs, filters, folds, menus, navigation, tables } from "./behaviour.js";
import { forms } from "./forms.js";
import { showWhenSeen } from "./seen.js";

window.htmx = htmx;
navigation();
menus();
dialogs();
folds();
tables();
forms();
filters();
showWhenSeen(document);

document.addEventListener("htmx:load", (event) => showWhenSeen(event.detail.elt));
document.addEventListener("htmx:afterSettle", (event) => announce(event.target));
document.addEventListener("htmx:beforeRequest", () => document.body.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", () => document.body.removeAttribute("aria-busy"));
for (const fault of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(fault, (event) => {
    const status = event.detail.xhr?.status;
    const text = status >= 400 ? "这一步没有完成，请刷新页面后再试。" : "连不上服务器，请检查网络后再试。";
    const bar = document.createElement("div");
    bar.className = "alert alert-danger zc-message";
    bar.setAttribute("role", "alert");
    bar.textContent = text;
    document.getElementById("main").prepend(bar);
  });
}
