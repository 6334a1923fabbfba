import { Api } from "./api.js";
import { byId, setText } from "./dom.js";
import { TaskForm } from "./submit.js";
import { TaskView } from "./task.js";
import { TaskList } from "./tasks.js";
import { askForToken } from "./token.js";
import { Usage } from "./usage.js";
import { WorkerList } from "./workers.js";

const INTERVAL = 2_000;
/** A server that takes long to answer is asked less often. */
const SHARE_OF_TIME = 10;

const api = new Api(askForToken);
const known = { codebases: [], workers: [] };
const list = new TaskList(() => refresh());
const workers = new WorkerList((worker) => {
  list.showWorker(worker);
  location.hash = "#/";
});
const usage = new Usage(api);
const task = new TaskView(api, {
  announce,
  onChange: () => refresh(),
  codebaseName: (id) => known.codebases.find((codebase) => codebase.id === id)?.name ?? id,
  workerName: (id) => known.workers.find((worker) => worker.id === id)?.name ?? id,
  followUp: (ended) => form.followUp(ended),
});
const form = new TaskForm(api, (submitted) => {
  announce("The task is submitted.");
  location.hash = `#/tasks/${encodeURIComponent(submitted.id)}`;
  refresh();
});

let timer;
let round = 0;
let lastCodebases = "";

function announce(text) {
  byId("announcement").textContent = text;
}

/** Asks for everything that is shown; a newer round makes the answers of an older one worthless. */
async function refresh() {
  clearTimeout(timer);
  const mine = ++round;
  const start = performance.now();
  try {
    const [overview, monitored, codebases] = await Promise.all([
      api.get(`/v1/monitor/tasks?${list.query()}`),
      api.get("/v1/monitor/workers"),
      api.get("/v1/opencode/codebases/list"),
    ]);
    if (mine !== round) {
      return;
    }
    known.workers = monitored.workers;
    known.codebases = codebases;
    renderCodebases();
    workers.render(known.workers);
    list.render(overview);
    setText(document.querySelector("title"), title(overview.counts));
    connection("live", "live");
    await task.keepUp(overview.tasks);
  } catch (error) {
    connection("lost", error.status ? error.message : "no connection");
  }
  if (mine === round && !document.hidden) {
    timer = setTimeout(refresh, Math.max(INTERVAL, (performance.now() - start) * SHARE_OF_TIME));
  }
}

function renderCodebases() {
  const now = JSON.stringify(known.codebases);
  if (now !== lastCodebases) {
    lastCodebases = now;
    list.renderCodebases(known.codebases);
    form.renderCodebases(known.codebases);
  }
}

function title({ running, pending }) {
  const work = [running && `${running} running`, pending && `${pending} pending`].filter(Boolean).join(", ");
  return work ? `${work} · AgentMesh` : "AgentMesh";
}

function connection(state, text) {
  byId("connection").dataset.state = state;
  setText(byId("connection"), text);
}

/** What a person wrote into the address may be no escape: it is taken as it is, and there is no such task. */
function decoded(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** The address says what is shown: #/, #/tasks/ID, #/new, #/workers, #/usage. */
function show(isFirst) {
  const [, place, id] = location.hash.split("/");
  const view = place === "tasks" && id ? "task" : ["new", "workers", "usage"].includes(place) ? place : "tasks";
  const before = document.body.dataset.view;
  document.body.dataset.view = view;
  for (const link of document.querySelectorAll("[data-views]")) {
    link.toggleAttribute("aria-current", link.dataset.views.split(" ").includes(view));
  }
  byId("new-task").hidden = view !== "new";
  byId("nothing").hidden = view === "task" || view === "new";
  const taskId = view === "task" ? decoded(id) : null;
  list.select(taskId);
  if (taskId) {
    task.open(taskId).then(() => !isFirst && byId("task-title")?.focus());
  } else {
    task.close();
  }
  if (view === "usage") {
    usage.open();
  }
  if (!isFirst && view === "new") {
    form.focus();
  } else if (!isFirst && view === "workers") {
    byId("workers-heading").focus();
  } else if (!isFirst && view === "usage") {
    usage.focus();
  } else if (!isFirst && view === "tasks" && before !== "tasks") {
    list.focus();
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    clearTimeout(timer);
    task.pause();
  } else {
    refresh();
    task.resume();
  }
});
document.addEventListener("keydown", (event) => {
  const isBusy = document.querySelector("dialog[open]") || event.defaultPrevented;
  if (event.key === "Escape" && !isBusy && byId("detail").contains(document.activeElement)) {
    list.focus();
    location.hash = "#/";
  }
});
window.addEventListener("hashchange", () => show(false));
show(true);
refresh();
