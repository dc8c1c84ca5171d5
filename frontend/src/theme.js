export const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const INK = "#1f2a3d";
const MUTED = "#5b6678";
const LINE = "#e3e8ef";

const axis = {
  axisLine: { lineStyle: { color: "#c3ccd8" } },
  axisTick: { show: false },
  axisLabel: { color: MUTED, fontSize: 12 },
  splitLine: { lineStyle: { color: LINE } },
  nameTextStyle: { color: MUTED, fontSize: 12 },
};

export const theme = {
  color: ["#1c4e9d", "#4b89d6", "#0f766e", "#7c5cc4", "#b7791f", "#2b6cb0", "#64748b", "#9d4b7c"],
  textStyle: { color: INK, fontFamily: FONT },
  grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
  legend: { textStyle: { color: MUTED }, itemWidth: 12, itemHeight: 8, icon: "roundRect" },
  tooltip: {
    backgroundColor: "#fff",
    borderColor: LINE,
    textStyle: { color: INK, fontSize: 13 },
    confine: true,
    extraCssText: "box-shadow:0 6px 20px rgba(20,40,80,.14);border-radius:6px",
  },
  categoryAxis: { ...axis, splitLine: { show: false } },
  valueAxis: axis,
  timeAxis: axis,
  bar: { itemStyle: { borderRadius: [3, 3, 0, 0] }, barMaxWidth: 36 },
  line: { symbolSize: 6, lineStyle: { width: 2 } },
};
