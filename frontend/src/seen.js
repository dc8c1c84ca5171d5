// Loads the chart and map bundles when the first of them comes near the screen, or before printing.

const LOADERS = {
  chart: () => import("./chart.js"),
  map: () => import("./map.js"),
};

const draw = async (box) => {
  if (box.dataset.drawn) return;
  box.dataset.drawn = "1";
  const kind = box.dataset.chart ? "chart" : "map";
  try {
    const { show } = await LOADERS[kind]();
    await show(box);
    box.querySelector("[data-wait]")?.remove();
  } catch (error) {
    console.error(error);
    const wait = box.querySelector("[data-wait]") ?? box.appendChild(document.createElement("p"));
    wait.className = "zc-wait";
    wait.textContent = "图没有画出来，请看表格；浏览器过旧时请换用新版。";
  }
};

const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      draw(entry.target);
    }
  },
  { rootMargin: "300px" },
);

export function showWhenSeen(root) {
  const boxes = [...(root.querySelectorAll?.("[data-chart], [data-map]") ?? [])];
  if (root.matches?.("[data-chart], [data-map]")) boxes.push(root);
  for (const box of boxes) {
    box.style.height = `${box.dataset.height}px`;
    watcher.observe(box);
  }
}

window.addEventListener("beforeprint", () => {
  for (const box of document.querySelectorAll("[data-chart], [data-map]")) draw(box);
});
