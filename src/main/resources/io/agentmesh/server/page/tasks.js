import { byId, element, keyed, setText } from "./dom.js";
import { STATUSES, statusClass, statusIcon } from "./icons.js";
import { ago, setTime, took } from "./times.js";
import { waitingFor } from "./waiting.js";

const LIMIT = 200;
const PAUSE_OF_TYPING = 200;

/** The list of tasks and what filters it. */
export class TaskList {
  #form = byId("filters");
  #rows = byId("tasks");
  #hint = byId("tasks-hint");
  #worker = null;
  #selected = null;
  #last = null;

  /** @param onFilter called when another list is wanted */
  constructor(onFilter) {
    this.onFilter = onFilter;
    for (const status of ["", ...STATUSES]) {
      byId("statuses").append(chip(status));
    }
    let typing;
    this.#form.addEventListener("input", (event) => {
      clearTimeout(typing);
      typing = setTimeout(onFilter, event.target.type === "search" ? PAUSE_OF_TYPING : 0);
    });
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    byId("worker-filter").querySelector("button").addEventListener("click", () => this.showWorker(null));
    this.#rows.addEventListener("keydown", (event) => this.#moveFocus(event));
  }

  /** What to ask the server for. */
  query() {
    const query = new URLSearchParams({ limit: LIMIT });
    for (const [name, value] of new FormData(this.#form)) {
      if (value.trim()) {
        query.set(name, value.trim());
      }
    }
    if (this.#worker) {
      query.set("worker_id", this.#worker.id);
    }
    return query;
  }

  /** Shows only what this worker holds or did; everybody's where null. */
  showWorker(worker) {
    this.#worker = worker;
    byId("worker-filter").hidden = !worker;
    setText(byId("worker-filter").querySelector("b"), worker?.name ?? "");
    this.onFilter();
  }

  select(taskId) {
    this.#selected = taskId;
    this.#last = taskId ?? this.#last;
    for (const row of this.#rows.children) {
      mark(row, row.dataset.key === taskId);
    }
  }

  /** Puts the focus where the person was before a task was opened. */
  focus() {
    const links = [...this.#rows.querySelectorAll("a")];
    const last = links.find((link) => link.parentElement.dataset.key === this.#last);
    (last ?? links[0] ?? byId("tasks-heading")).focus();
  }

  renderCodebases(codebases) {
    const select = byId("codebase-filter");
    const options = [{ id: "", name: "All codebases" }, ...codebases];
    keyed(select, options, (codebase) => codebase.id, (codebase) => {
      const option = element("option", { value: codebase.id });
      option.update = (now) => setText(option, now.name);
      return option;
    });
  }

  render({ tasks, counts }) {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    for (const label of byId("statuses").querySelectorAll("label")) {
      const status = label.htmlFor.slice("status-".length);
      setText(label.querySelector(".count"), String(status === "all" ? total : counts[status] ?? 0));
    }
    keyed(this.#rows, tasks, (task) => task.id, createRow);
    this.select(this.#selected);
    this.#renderHint(tasks.length, total);
  }

  #renderHint(shown, total) {
    const isFiltered = [...this.query().keys()].length > 1;
    const hint = shown === LIMIT ? `The newest ${LIMIT} are shown. Search to find older ones.`
      : shown > 0 ? "" : total > 0 || isFiltered ? "No task fits the filter." : "There is no task yet.";
    this.#hint.hidden = !hint;
    setText(this.#hint, hint);
  }

  #moveFocus(event) {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const row = step && event.target.closest("li")?.[step];
    if (row) {
      event.preventDefault();
      row.querySelector("a").focus();
    }
  }
}

function chip(status) {
  const id = `status-${status || "all"}`;
  return element("span", { class: "chip" },
    element("input", { type: "radio", name: "status", id, value: status, checked: status === "" }),
    element("label", { for: id }, status ? status[0].toUpperCase() + status.slice(1) : "All", " ",
      element("span", { class: "count" }, "0")));
}

function createRow(task) {
  const title = element("span", { class: "title" });
  const status = element("span", { class: "status" });
  const where = element("span", { class: "where" });
  const time = element("time");
  const why = element("span", { class: "meta why" });
  const link = element("a", { href: `#/tasks/${encodeURIComponent(task.id)}` }, status,
    element("span", { class: "row-text" }, title, element("span", { class: "meta" }, where, " · ", time), why));
  const row = element("li", {}, link);
  row.update = (now) => {
    setText(title, now.title);
    setText(where, now.codebase_name ?? now.codebase_id);
    const isRunning = now.status === "running";
    setTime(time, isRunning ? now.started_at : now.created_at,
      isRunning ? `for ${took(now.started_at)}` : `${ago(now.created_at)} ago`);
    setText(why, waitingFor(now));
    why.hidden = !why.textContent;
    const word = isRunning && now.cancel_requested_at ? "stopping" : now.status;
    if (status.dataset.word !== word) {
      status.dataset.word = word;
      status.className = `status ${statusClass(now.status)}`;
      status.replaceChildren(statusIcon(now.status), element("span", { class: "visually-hidden" }, `${word}: `));
      status.title = word;
    }
  };
  return row;
}

function mark(row, isSelected) {
  const link = row.querySelector("a");
  if (isSelected) {
    link.setAttribute("aria-current", "true");
  } else {
    link.removeAttribute("aria-current");
  }
}
