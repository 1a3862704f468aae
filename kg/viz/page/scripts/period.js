// A period of publication, between two sliders over the dates the documents have.

import { datesOf, histogram } from "./dates.js";
import { el, svg } from "./dom.js";

const BINS = 36;

/** Return {element, renew}, or null where there are no two dates to choose between. */
export function period(view) {
  const { documents } = view.model;
  const dates = datesOf(documents);
  if (dates.length < 2) return null;
  const last = dates.length - 1;
  const slider = (label, at) => el("input", { type: "range", min: 0, max: last, value: at, "aria-label": label });
  const [from, to] = [slider("Published from", 0), slider("Published until", last)];
  const words = el("output", { class: "period" });
  const undated = el("input", { type: "checkbox", checked: true });
  const set = (moved) => {
    // Neither slider passes the other: the one that is not moved gives way.
    if (Number(from.value) > Number(to.value)) (moved === from ? to : from).value = moved.value;
    view.filters.from = Number(from.value) === 0 ? null : dates[from.value];
    view.filters.to = Number(to.value) === last ? null : dates[to.value];
    view.change();
  };
  for (const each of [from, to]) each.addEventListener("input", () => set(each));
  undated.addEventListener("change", () => { view.filters.undated = undated.checked; view.change(); });
  const bars = chart(histogram(documents, dates, Math.min(BINS, dates.length)));
  const hasUndated = documents.some((one) => one.published === null);
  const element = el("fieldset", { class: "dates" }, el("legend", {}, "Published"), bars.element, el("div", { class: "sliders" }, from, to), words,
    hasUndated ? el("label", { class: "switch" }, undated, el("span", { class: "tick", "aria-hidden": "true" }), el("span", { class: "grow" }, "Those without a date")) : null);
  const renew = () => {
    const { filters } = view;
    from.value = place(dates, filters.from, 0);
    to.value = place(dates, filters.to, last);
    undated.checked = filters.undated;
    words.textContent = `${dates[from.value]} to ${dates[to.value]}`;
    for (const [each, at] of [[from, from.value], [to, to.value]]) each.setAttribute("aria-valuetext", dates[at]);
    bars.mark(from.value / dates.length, (Number(to.value) + 1) / dates.length);
  };
  return { element, renew };
}

/** Return where a date stands, or would stand, among the dates. */
function place(dates, date, open) {
  if (date === null) return open;
  const at = dates.findIndex((each) => each >= date);
  return at < 0 ? dates.length - 1 : at;
}

function chart(counts) {
  const most = Math.max(...counts, 1);
  const bars = counts.map((count, index) => {
    const height = count ? Math.max(2, (count / most) * 24) : 0;
    return svg("rect", { x: index, y: 24 - height, width: 0.8, height });
  });
  const element = svg("svg", { viewBox: `0 0 ${counts.length} 24`, preserveAspectRatio: "none", class: "histogram", "aria-hidden": "true" }, ...bars);
  const mark = (start, end) => bars.forEach((bar, index) => {
    const middle = (index + 0.5) / counts.length;
    bar.classList.toggle("is-out", middle < start || middle > end);
  });
  return { element, mark };
}
