// Marks of types and lines of statuses, as the picture draws them.

import { svg } from "./dom.js";

/** Outlines in a box of 16 by 16, by the names vis-network has for shapes. */
export const OUTLINES = {
  dot: "M2.4 8a5.6 5.6 0 1 0 11.2 0a5.6 5.6 0 1 0-11.2 0z",
  square: "M2.8 2.8h10.4v10.4h-10.4z",
  diamond: "M8 1.4 14.6 8 8 14.6 1.4 8z",
  triangle: "M8 2 14.6 13.6H1.4z",
  triangleDown: "M8 14 1.4 2.4h13.2z",
  hexagon: "M4.6 2.2h6.8L14.8 8l-3.4 5.8H4.6L1.2 8z",
  star: "m8 1.2 2 4.5 4.9.5-3.7 3.3 1 4.8L8 11.8l-4.2 2.5 1-4.8L1.1 6.2 6 5.7z",
};

/** Return the mark of a class or group. */
export function glyph(kind) {
  const picture = svg("svg", { viewBox: "0 0 16 16", class: "glyph", "aria-hidden": "true" }, svg("path", { d: OUTLINES[kind.shape] ?? OUTLINES.dot }));
  picture.style.setProperty("--light", kind.light);
  picture.style.setProperty("--dark", kind.dark);
  return picture;
}

/** Return a sample of the line that statements of a status are drawn with. */
export function lineSample(status) {
  const line = svg("path", { d: "M1 6h30" });
  if (status.dashes.length) line.setAttribute("stroke-dasharray", status.dashes.join(" "));
  const strike = status.struck ? [svg("path", { d: "m12.5 2 7 8m0-8-7 8" })] : [];
  return svg("svg", { viewBox: "0 0 32 12", class: `line-sample tone-${status.tone}`, "aria-hidden": "true" }, line, ...strike);
}
