import { Changes } from "./changes.js";
import { byId, element, setText } from "./dom.js";
import { statusClass, statusIcon } from "./icons.js";
import { Output } from "./output.js";
import { localShort, took } from "./times.js";
import { dollars, tokensInWords } from "./usage.js";
import { waitingFor } from "./waiting.js";

const OVER = ["completed", "failed", "cancelled"];

/** One task: what was asked, how it stands, what comes out. */
export class TaskView {
  #api;
  #actions;
  #article = byId("task");
  #output = null;
  #task = null;
  #parts = null;
  #isMissed = false;

  /**
   * @param actions `{ announce(text), onChange(), codebaseName(id), workerName(id), followUp(task) }`
   */
  constructor(api, actions) {
    this.#api = api;
    this.#actions = actions;
  }

  get id() {
    return this.#task?.id;
  }

  get #isOver() {
    return OVER.includes(this.#task?.status);
  }

  /** Shows the task from now on. */
  async open(taskId) {
    this.close();
    this.#task = { id: taskId };
    const output = new Output(this.#api, taskId, () => this.refresh());
    this.#output = output;
    try {
      await this.refresh();
      if (this.#output === output) {
        this.#article.hidden = false;
        output.start();
      }
    } catch (error) {
      if (this.#output === output) {
        this.#article.hidden = false;
        this.#isMissed = !(error.status >= 400 && error.status < 500);
        this.#article.replaceChildren(element("p", { class: "problem", role: "alert" }, error.message));
      }
    }
  }

  close() {
    this.#output?.stop();
    this.#output = null;
    this.#task = null;
    this.#parts = null;
    this.#isMissed = false;
    this.#article.hidden = true;
    this.#article.replaceChildren();
  }

  /** A tab that nobody looks at holds no connection. */
  pause() {
    this.#output?.stop();
  }

  resume() {
    if (this.#parts) {
      this.#output.start();
    }
  }

  /** Brings it up to date, with what the list of tasks tells of it. */
  async keepUp(tasks) {
    if (this.#isMissed) {
      await this.open(this.id);
    } else if (this.#parts && !this.#isOver) {
      const summary = tasks.find((one) => one.id === this.id);
      this.render({ cancel_requested_at: summary?.cancel_requested_at ?? this.#task.cancel_requested_at });
      await this.refresh();
    }
  }

  async refresh() {
    const id = this.id;
    const task = await this.#api.get(`/v1/opencode/tasks/${encodeURIComponent(id)}`);
    if (this.id === id) {
      this.render(task);
    }
  }

  /** @param task the server's Task; what only the list knows is kept */
  render(task) {
    const before = this.#task.status;
    this.#task = { ...this.#task, ...task };
    if (!this.#parts) {
      this.#build();
    }
    this.#update();
    if (before && before !== this.#task.status) {
      this.#actions.announce(`Task ${this.#task.title}: ${this.#task.status}`);
    }
  }

  #build() {
    const task = this.#task;
    this.#parts = {
      status: element("p", { class: "badge" }),
      cancel: element("button", { class: "button", type: "button", click: () => this.#cancel() }, "Cancel"),
      retry: element("button", { class: "button", type: "button", click: () => this.#retry() }, "Retry"),
      followUp: element("button", { class: "button", type: "button",
        click: () => this.#actions.followUp(this.#task) }, "Follow up"),
      problem: element("p", { class: "problem", role: "alert", hidden: true }),
      facts: element("dl", { class: "facts" }),
      error: textBlock("Error", "error"),
      result: textBlock("Result", "result"),
      data: textBlock("Data of hooks", "data"),
      changes: new Changes(this.#actions.announce),
    };
    const { status, cancel, retry, followUp, problem, facts, error, result, data, changes } = this.#parts;
    this.#article.replaceChildren(
      element("div", { class: "task-head" }, element("h2", { tabindex: "-1", id: "task-title" }, task.title),
        element("div", { class: "task-line" }, status, element("p", { class: "actions" }, followUp, retry, cancel))),
      problem, facts,
      element("details", { class: "block prompt", open: task.prompt.length < 600 }, element("summary", {}, "Prompt"),
        element("pre", { class: "text" }, task.prompt)),
      error.element, result.element, changes.element, data.element, this.#output.element);
  }

  #update() {
    const task = this.#task;
    const { status, cancel, retry, followUp, facts, error, result, data, changes } = this.#parts;
    const isStopping = task.status === "running" && Boolean(task.cancel_requested_at);
    const word = isStopping ? "stopping" : task.status;
    if (status.dataset.word !== word) {
      status.dataset.word = word;
      status.className = `badge ${statusClass(task.status)}`;
      status.replaceChildren(statusIcon(task.status), word);
    }
    cancel.hidden = this.#isOver;
    cancel.disabled = isStopping;
    // A registration is asked for by its codebase, not as a task.
    retry.hidden = !this.#isOver || task.codebase_id === "__pending__";
    followUp.hidden = !this.#isOver || !task.session_id || task.codebase_id === "__pending__";
    error.set(task.error);
    result.set(task.result);
    data.set(otherData(task.data));
    changes.set(task);
    renderFacts(facts, this.#facts());
  }

  #facts() {
    const task = this.#task;
    return [
      ["Codebase", this.#actions.codebaseName(task.codebase_id)],
      ["Worker", task.worker_id && this.#actions.workerName(task.worker_id)],
      ["Agent", task.agent_type],
      ["Model", task.usage?.model ?? task.metadata?.model],
      ["Priority", task.priority ? String(task.priority) : ""],
      ["Attempt", task.attempt > 1 ? String(task.attempt) : ""],
      ["Created", localShort(task.created_at)],
      [this.#isOver ? "Took" : "Running for", task.started_at && took(task.started_at, task.completed_at)],
      ["Waits because", waitingFor(task)],
      ["Tokens", tokensInWords(task.usage)],
      ["Cost", typeof task.usage?.cost === "number" && dollars(task.usage.cost)],
      ["Session", task.session_id],
      ["Id", task.id],
    ].filter(([, value]) => value);
  }

  async #cancel() {
    if (this.#task.status === "running" && !await isSure(this.#task.title)) {
      return;
    }
    await this.#act(async (task) => {
      const answer = await this.#api.post(`/v1/opencode/tasks/${encodeURIComponent(task.id)}/cancel`);
      this.#actions.announce(answer.message);
      if (this.id === task.id) {
        this.render({ cancel_requested_at: new Date().toISOString() });
        await this.refresh();
      }
    });
  }

  async #retry() {
    await this.#act(async ({ codebase_id, title, prompt, agent_type, priority, metadata }) => {
      const made = await this.#api.submit(codebase_id, { title, prompt, agent_type, priority, metadata });
      this.#actions.announce("The task is submitted again.");
      location.hash = `#/tasks/${encodeURIComponent(made.id)}`;
    });
  }

  async #act(action) {
    const { problem } = this.#parts;
    problem.hidden = true;
    try {
      await action(this.#task);
    } catch (error) {
      problem.hidden = false;
      problem.textContent = error.message;
    }
    this.#actions.onChange();
  }
}

function textBlock(title, kind) {
  const text = element("pre", { class: `text ${kind}`, tabindex: "0", "aria-label": title });
  const block = element("section", { class: "block", hidden: true }, element("h3", {}, title), text);
  const set = (value) => {
    block.hidden = !value;
    setText(text, value ?? "");
  };
  return { element: block, set };
}

/** What hooks have added to the outcome besides the pull request, which is a link. */
function otherData(data) {
  const { pull_request: _, ...others } = data ?? {};
  return Object.keys(others).length > 0 ? JSON.stringify(others, null, 2) : "";
}

function renderFacts(list, facts) {
  const names = facts.map(([name]) => name).join();
  if (list.dataset.names !== names) {
    list.dataset.names = names;
    list.replaceChildren(...facts.map(([name]) => element("div", {}, element("dt", {}, name), element("dd"))));
  }
  facts.forEach(([, value], at) => setText(list.children[at].querySelector("dd"), value));
}

function isSure(title) {
  const dialog = byId("question");
  dialog.returnValue = "no";
  dialog.querySelector("h2").textContent = `Cancel “${title}”?`;
  dialog.querySelector("form > p").textContent
    = "The worker stops the agent. What it has changed so far stays in the codebase.";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
