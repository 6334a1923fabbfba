// A status is told by a shape and a word, not only by a colour.

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  pending: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.6V8l2.3 1.6",
  running: "M8 1.8A6.2 6.2 0 1 1 1.8 8",
  completed: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.2 8.2l2 2 3.7-4.1",
  failed: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2",
  cancelled: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M3.7 3.7l8.6 8.6",
};

export const STATUSES = Object.keys(SHAPES);

/** The shape of a status; a screen reader passes over it, the word stands beside it. */
export function statusIcon(status) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[status] ?? SHAPES.pending);
  svg.append(path);
  return svg;
}

/** `completed` and others as they are; what a newer server may say is shown as pending, under its own word. */
export function statusClass(status) {
  return `status-${STATUSES.includes(status) ? status : "pending"}`;
}
