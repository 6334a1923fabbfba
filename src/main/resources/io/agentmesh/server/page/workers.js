import { BASE } from "./api.js";
import { byId, element, keyed, setText } from "./dom.js";
import { ago, setTime } from "./times.js";

const MOST = 200;

/** Who does the work: whether they are there, since when not, and how much they have in hand. */
export class WorkerList {
  #onChoose;

  /** @param onChoose called with the worker whose tasks should be shown */
  constructor(onChoose) {
    this.#onChoose = onChoose;
    byId("no-workers").querySelector("code").textContent
      = `agentmesh worker --server=${BASE.slice(0, -1)} --codebase=/path/to/code`;
  }

  render(workers) {
    const active = workers.filter((worker) => worker.status === "active").length;
    setText(byId("workers-heading"), workers.length ? `Workers · ${active} of ${workers.length} active` : "Workers");
    byId("no-workers").hidden = workers.length > 0;
    const order = [...workers].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
    keyed(byId("workers"), order.slice(0, MOST), (worker) => worker.id, (worker) => this.#createRow(worker));
  }

  #createRow(worker) {
    const dot = element("span", { class: "dot", "aria-hidden": "true" });
    const name = element("button", { class: "link", type: "button", title: "Show this worker's tasks",
      click: () => this.#onChoose(worker) });
    const state = element("span", { class: "state" });
    const seen = element("time");
    const work = element("p", { class: "meta" });
    const codebases = element("p", { class: "meta codebases" });
    const row = element("li", {}, dot,
      element("div", {},
        element("p", { class: "worker-head" }, name, element("span", { class: "meta" }, state, " · ", seen)),
        work, codebases));
    row.update = (now) => {
      row.dataset.status = now.status;
      setText(name, now.name);
      setText(state, now.status);
      setTime(seen, now.last_heartbeat, `seen ${ago(now.last_heartbeat)} ago`);
      setText(work, `${now.tasks_running ?? 0} running · ${now.tasks_completed} done · ${now.tasks_failed ?? 0} failed`);
      setText(codebases, now.codebases.join(", "));
      codebases.hidden = now.codebases.length === 0;
    };
    return row;
  }
}

/** Those at work first, those that are gone last. */
function rank(worker) {
  return worker.status !== "active" ? 2 : worker.tasks_running > 0 ? 0 : 1;
}
