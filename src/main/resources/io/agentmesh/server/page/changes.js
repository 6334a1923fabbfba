import { drawDiff, linesOf, partsOf, visible } from "./diff.js";
import { element, setText } from "./dom.js";

const MOST_FILES = 500;
const SHORT_ID = 10;
/** Other names would need quotes in a shell; git allows none that begins with a hyphen. */
const PLAIN_NAME = /^[\w./@+][\w./@+-]*$/;

/** What a task changed: its branch, commits and files, each with its diff once it is opened. */
export class Changes {
  #announce;
  #key = "";
  #request = element("p", { hidden: true });
  #body = element("div", { class: "changes" });
  #totals = element("span", { class: "hint" });
  element = element("section", { class: "block", hidden: true, "aria-label": "Changes" },
    element("div", { class: "block-head" }, element("h3", {}, "Changes"), this.#totals), this.#request, this.#body);

  constructor(announce) {
    this.#announce = announce;
  }

  /** Drawn anew only where another attempt has ended, so that what a person has opened stays open. */
  set(task) {
    const { changes, data } = task;
    this.#setRequest(data?.pull_request);
    this.element.hidden = !changes && this.#request.hidden;
    const key = changes ? `${task.attempt} ${task.completed_at}` : "";
    if (key !== this.#key) {
      this.#key = key;
      setText(this.#totals, changes ? totals(changes) : "");
      this.#body.replaceChildren(...(changes ? this.#parts(changes, task.id) : []));
    }
  }

  #setRequest(request) {
    const url = webAddress(request?.url);
    this.#request.hidden = !url;
    if (url && this.#request.textContent === "") {
      const number = Number.isInteger(request.number) ? ` ${request.number}` : "";
      this.#request.append(`Pull request${number}: `,
        element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, visible(url)));
    }
  }

  #parts(changes, taskId) {
    const parts = partsOf(changes.diff ?? "");
    const files = [...(changes.files ?? [])];
    const known = new Set(files.map((file) => file.path));
    files.push(...[...parts.keys()].filter((path) => !known.has(path)).map((path) => ({ path, status: "modified" })));
    const shown = files.slice(0, MOST_FILES);
    return [
      isOnBranch(changes) && this.#branch(changes.branch),
      ...warnings(changes),
      listOf("Commits", (changes.commits ?? []).map(({ id, title }) => [shortId(id), title]), changes.commits_truncated),
      listOf("Other branches and tags that changed meanwhile", (changes.refs ?? []).map((ref) => [ref.name,
        `${ref.before ? shortId(ref.before) : "new"} → ${ref.after ? shortId(ref.after) : "deleted"}`])),
      element("div", { class: "files" }, ...shown.map((file) => fileOf(file, parts.get(file.path), changes))),
      (files.length > shown.length || changes.files_truncated)
        && element("p", { class: "hint" }, `More files have changed; agentmesh diff --stat ${taskId} prints those that are known.`),
    ].filter(Boolean);
  }

  #branch(branch) {
    const name = PLAIN_NAME.test(branch) ? branch : `'${branch.replaceAll("'", "'\\''")}'`;
    const commands = branch.startsWith("-") || /[\x00-\x1f\x7f]/.test(branch) ? []
      : [`git fetch origin ${name}`, `git checkout ${name}`];
    return element("div", { class: "branch" },
      element("p", {}, "Branch ", element("code", {}, visible(branch)),
        " in the worker's repository; in another clone, fetch it once it was pushed."),
      ...commands.map((command) => this.#command(command)));
  }

  #command(command) {
    const code = element("code", {}, command);
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(command);
        this.#announce("Copied.");
      } catch {
        // Without https a page has no clipboard: the person copies what is selected.
        getSelection().selectAllChildren(code);
        this.#announce("Selected.");
      }
    };
    return element("div", { class: "copyable" }, element("pre", { class: "command", tabindex: "0" }, code),
      element("button", { class: "button", type: "button", "aria-label": `Copy ${command}`, click: copy }, "Copy"));
  }
}

function totals({ files = [], added = 0, removed = 0 }) {
  return `${files.length} ${files.length === 1 ? "file" : "files"}, +${added} −${removed}`;
}

/** An address that may become a link; one of `javascript:` or the like may not. */
function webAddress(text) {
  try {
    const url = new URL(text);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function shortId(id) {
  return String(id ?? "").slice(0, SHORT_ID);
}

/** Else the branch is where the checkout was, and the changes are only in its files. */
function isOnBranch({ branch, base, head }) {
  return branch && head !== base;
}

function warnings(changes) {
  const { diff_truncated: isCut, diff_masked: isMasked } = changes;
  const where = isOnBranch(changes) ? "the branch has all of it" : "all of it is only in the codebase's folder";
  return [isCut && `The diff is cut; ${where}.`, isMasked && `A secret is masked in the diff; ${where}.`]
    .filter(Boolean).map((text) => element("p", { class: "warning" }, text));
}

function listOf(title, entries, isCut = false) {
  return entries.length > 0 && element("div", {}, element("h4", {}, title),
    element("ul", { class: "entries" }, ...entries.map(([name, text]) =>
      element("li", {}, element("code", {}, visible(name)), " ", visible(String(text ?? ""))))),
    isCut && element("p", { class: "hint" }, "There are more, which the worker has not reported."));
}

function fileOf(file, part, changes) {
  const name = file.old_path ? `${file.old_path} → ${file.path}` : file.path;
  const counts = file.binary ? ["binary"] : [element("span", { class: "added" }, `+${file.added ?? "?"}`), " ",
    element("span", { class: "removed" }, `−${file.removed ?? "?"}`)];
  const body = element("div", {});
  const details = element("details", { class: "file" },
    element("summary", {}, element("span", { class: "path" }, visible(name)), " ",
      element("span", { class: "counts" }, file.status === "modified" ? "" : `${file.status} `.replace("_", " "), ...counts)),
    body);
  details.addEventListener("toggle", () => {
    const reason = part && linesOf(part).length > 0 ? "" : noDiff(file, part, changes);
    if (reason) {
      body.replaceChildren(element("p", { class: "hint" }, reason));
    } else {
      drawDiff(body, part, file.path);
    }
  }, { once: true });
  return details;
}

function noDiff(file, part, changes) {
  return file.binary || part?.includes("\nBinary files ") ? "A binary file; its content isn't shown."
    : part ? "Only its name or its mode has changed, or it is empty."
      : changes.diff_truncated ? "The diff is cut before this file." : "The diff of this file isn't stored.";
}
