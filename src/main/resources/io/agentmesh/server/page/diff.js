import { element } from "./dom.js";
import { tokensOf } from "./colours.js";

const STEP = 2_000;
const LONGEST_LINE = 2_000;
const KINDS = { "+": "added", "-": "removed", " ": "context", "\\": "note", "@": "hunk" };
const ESCAPES = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
// Characters that turn the direction of writing round, so that code reads as other than it is.
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** The text of a name or a line, with what would mislead its reader made visible. */
export function visible(text) {
  return text.replace(TURNS, (turn) => `[U+${turn.codePointAt(0).toString(16).toUpperCase()}]`);
}

/** The parts of a git diff, by the path that each file has now, or had where it is deleted. */
export function partsOf(diff) {
  const parts = new Map();
  // Not by ^ of an expression, for which a carriage return within a line begins another one.
  for (const part of `\n${diff}`.split("\ndiff --git ").slice(1)) {
    parts.set(pathOf(part), part);
  }
  return parts;
}

function pathOf(part) {
  const [names, ...header] = part.split("\n@@ ", 1)[0].split("\n");
  const after = (start) => {
    const line = header.find((one) => one.startsWith(start) && one !== `${start}/dev/null`);
    return line && unquoted(line.slice(start.length));
  };
  const moved = after("rename to ") ?? after("copy to ");
  return moved ?? (after("+++ ") ?? after("--- ") ?? firstName(names)).replace(/^[ab]\//, "");
}

/** Of a binary or empty file only `a/NAME b/NAME` is there, twice the same. */
function firstName(names) {
  return unquoted(names.slice(0, (names.length - 1) / 2));
}

/** Git writes a name with special characters as a string of C, byte by byte. */
function unquoted(name) {
  if (!name.startsWith('"')) {
    return name.replace(/\t$/, "");
  }
  const bytes = [];
  for (const [, octal, letter, plain] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
    const more = octal ? [parseInt(octal, 8)] : new TextEncoder().encode(letter ? ESCAPES[letter] ?? letter : plain);
    more.forEach((byte) => bytes.push(byte));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** The lines of a part's hunks, as `{ kind, text, number }`: a removed one has its number of before. */
export function linesOf(part) {
  const start = part.indexOf("\n@@ ");
  if (start < 0) {
    return [];
  }
  const lines = [];
  let [before, now] = [0, 0];
  for (const text of part.slice(start + 1).replace(/\n$/, "").split("\n")) {
    const kind = KINDS[text[0]] ?? "context";
    if (kind === "hunk") {
      [before, now] = (text.match(/^@@ -(\d+)\S* \+(\d+)/) ?? [0, 0, 0]).slice(1).map(Number);
      lines.push({ kind, text, number: "" });
    } else {
      lines.push({ kind, text, number: kind === "note" ? "" : String(kind === "removed" ? before : now) });
      before += kind === "removed" || kind === "context" ? 1 : 0;
      now += kind === "added" || kind === "context" ? 1 : 0;
    }
  }
  return lines;
}

/** Draws the lines of a file's part into `target`, many of them a step at a time. */
export async function drawDiff(target, part, path) {
  const lines = linesOf(part);
  const tokens = await tokensOf(lines, path);
  const box = element("div", { class: "diff", role: "region", tabindex: "0", "aria-label": `Diff of ${visible(path)}` });
  const more = element("button", { class: "button", type: "button", click: () => draw() });
  const draw = () => {
    const from = box.childElementCount;
    box.append(...lines.slice(from, from + STEP).map((line, at) => drawLine(line, tokens?.[from + at])));
    const rest = lines.length - box.childElementCount;
    more.hidden = rest === 0;
    more.textContent = `Show more of the ${rest.toLocaleString()} lines that follow`;
  };
  draw();
  target.replaceChildren(box, more);
}

function drawLine({ kind, text, number }, tokens) {
  const line = element("code", { class: `line ${kind}`, "data-number": number });
  if (tokens && text.length <= LONGEST_LINE) {
    line.append(text[0], ...tokens.map(([name, token]) =>
      (name ? element("span", { class: `token-${name}` }, visible(token)) : visible(token))));
  } else {
    const rest = text.length - LONGEST_LINE;
    line.append(visible(text.slice(0, LONGEST_LINE)) + (rest > 0 ? ` … ${rest.toLocaleString()} characters more` : ""));
  }
  return line;
}
