// Colours of code: highlight.js says which part of a text is what, and the page makes elements of it by itself.

/** Longer texts stay without colours, so that no diff keeps the page from answering. */
const LONGEST = 100_000;
const NAMES = {
  keyword: "keyword", built_in: "keyword", operator: "keyword", tag: "keyword",
  type: "title", title: "title", section: "title", name: "title", "selector-tag": "title", "selector-class": "title",
  string: "string", regexp: "string", char: "string", link: "string", "template-variable": "string",
  number: "number", literal: "number", symbol: "number", bullet: "number",
  comment: "comment", doctag: "comment", quote: "comment", meta: "comment",
  attr: "attribute", attribute: "attribute", variable: "attribute", property: "attribute", params: "",
};

let library;

/**
 * The tokens of each line of a diff, as `[name, text]` with an empty name where there is no colour.
 *
 * @return null where the file's language isn't known or the diff is too long for colours
 */
export async function tokensOf(lines, path) {
  if (lines.reduce((sum, line) => sum + line.text.length, 0) > LONGEST) {
    return null;
  }
  try {
    library ??= import("./highlight.js");
    const { default: hljs } = await library;
    const language = [path.split(".").at(-1), path.split("/").at(-1)].map((name) => name.toLowerCase())
      .find((name) => hljs.getLanguage(name));
    return language ? colour(lines, (text) => hljs.highlight(text, { language, ignoreIllegals: true })._emitter.root) : null;
  } catch {
    library = undefined;
    return null;
  }
}

/** Before and after of each hunk are texts of their own; a line that stays is taken from the latter. */
function colour(lines, parse) {
  const tokens = new Array(lines.length);
  let hunk = [];
  const close = () => {
    for (const other of ["added", "removed"]) {
      const side = hunk.filter((at) => lines[at].kind !== other && lines[at].kind !== "note");
      const found = flat(parse(side.map((at) => lines[at].text.slice(1)).join("\n")));
      side.forEach((at, place) => { tokens[at] = found[place]; });
    }
    hunk = [];
  };
  lines.forEach(({ kind }, at) => {
    if (kind === "hunk") {
      close();
    } else {
      hunk.push(at);
    }
  });
  close();
  return tokens;
}

/** The leaves of a tree of tokens, by line. */
function flat(root) {
  const lines = [[]];
  const walk = (node, name) => {
    if (typeof node !== "string") {
      const own = NAMES[node.scope?.split(".")[0]] ?? name;
      node.children.forEach((child) => walk(child, own));
      return;
    }
    node.split("\n").forEach((text, at) => {
      if (at > 0) {
        lines.push([]);
      }
      if (text) {
        lines.at(-1).push([name, text]);
      }
    });
  };
  walk(root, "");
  return lines;
}
