// The charts of the wall. The tables beneath carry the facts; without script nothing is lost but the lines.
// Colours are the page's own tokens, so that dark, light and paper need no second drawing.
const INK = "var(--ink-2)", BRAND = "var(--brand)", FONT = { color: "var(--ink-3)", fontFamily: "inherit", fontSize: 11 };
const QUIET = { animation: false, aria: { enabled: false, decal: { show: true } }, textStyle: FONT, tooltip: { show: false } };
const STILL = { silent: true, emphasis: { disabled: true } };

function line(values, goal) {
  const known = values.filter((value) => value !== null);
  const low = Math.min(goal, ...known), high = Math.max(goal, ...known), room = (high - low) * 0.16 || 1;
  return {
    legend: { top: 0, right: 0, itemWidth: 16, itemHeight: 8, itemGap: 8, textStyle: FONT, selectedMode: false, data: ["各月", { name: "目标", itemStyle: { opacity: 0 } }] },
    yAxis: { type: "value", show: false, min: low - room, max: high + room },
    series: [
      { name: "各月", type: "line", data: values, symbol: "circle", symbolSize: 6, lineStyle: { color: INK, width: 2 }, itemStyle: { color: INK }, ...STILL },
      { name: "目标", type: "line", data: values.map(() => goal), symbol: "none", lineStyle: { color: BRAND, width: 1, type: "dashed" }, itemStyle: { color: BRAND }, ...STILL },
    ],
  };
}

function bars(values) {
  return {
    yAxis: { type: "value", show: false, min: 0 },
    series: [{ name: "佐证", type: "bar", data: values, barWidth: "48%", itemStyle: { color: INK, decal: { symbol: "none" } }, ...STILL }],
  };
}

function draw(box) {
  const option = box.dataset.line ? line(JSON.parse(box.dataset.line), Number(box.dataset.goal)) : bars(JSON.parse(box.dataset.bars));
  const count = option.series[0].data.length;
  const chart = window.echarts.init(box, null, { renderer: "svg" });
  chart.setOption({
    ...QUIET, grid: { left: 0, right: 0, top: option.legend ? 20 : 4, bottom: 4 },
    xAxis: { type: "category", show: false, data: Array.from({ length: count }, (_, at) => at) }, ...option,
  });
  fit(box);
  new ResizeObserver(() => { chart.resize(); fit(box); }).observe(box);
}

// a drawing with a view box follows its frame also onto paper, where no script measures
function fit(box) {
  const svg = box.querySelector("svg");
  svg.setAttribute("viewBox", `0 0 ${box.clientWidth} ${box.clientHeight}`);
  svg.setAttribute("preserveAspectRatio", "none");
}

if (window.echarts) document.querySelectorAll(".drawing").forEach(draw);
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
