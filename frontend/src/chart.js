// ECharts, only what is used, drawn as SVG: sharp in print and readable in tests.
import { BarChart, CustomChart, FunnelChart, GraphChart, LineChart, PieChart, SankeyChart, ScatterChart, TreeChart } from "echarts/charts";
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, registerTheme, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { FONT, theme } from "./theme.js";

use([
  BarChart, CustomChart, FunnelChart, GraphChart, LineChart, PieChart, SankeyChart, ScatterChart, TreeChart,
  AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent,
  TitleComponent, TooltipComponent, VisualMapComponent, LabelLayout, SVGRenderer,
]);
registerTheme("zhuchao", theme);

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function show(box) {
  const option = JSON.parse(box.dataset.chart);
  const chart = init(box, "zhuchao", { renderer: "svg" });
  chart.setOption({
    animation: !still(),
    textStyle: { fontFamily: FONT },
    aria: { enabled: true, label: { description: box.getAttribute("aria-label") } },
    ...option,
  });
  chart.on("click", (event) => {
    const url = event.data?.url ?? (event.dataType === "main" && event.data?.data?.url);
    if (typeof url === "string" && url.startsWith("/")) location.assign(url);
  });
  const fit = () => box.clientWidth && chart.resize();
  new ResizeObserver(fit).observe(box);
  box.addEventListener("zc:shown", fit);
  window.addEventListener("beforeprint", fit);
  chart.on("finished", () => (box.dataset.ready = "1"));
}
