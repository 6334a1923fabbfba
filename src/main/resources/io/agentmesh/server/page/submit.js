import { byId, element, keyed, setText } from "./dom.js";

const AGENTS = ["build", "plan", "general", "explore", "echo"];
const LONGEST_TITLE = 80;

/** The form for a new task. What was typed stays there while the person looks elsewhere. */
export class TaskForm {
  #api;
  #codebase = element("select", { id: "new-codebase", required: true });
  #prompt = element("textarea", { id: "new-prompt", required: true, rows: "8",
    placeholder: "What should the agent do?" });
  #title = element("input", { id: "new-title", maxlength: "1000", autocomplete: "off",
    placeholder: "The first line of the prompt" });
  #agent = element("input", { id: "new-agent", list: "agents", maxlength: "128", autocomplete: "off", placeholder: "build" });
  #model = element("input", { id: "new-model", autocomplete: "off", placeholder: "provider/name",
    pattern: "[^\\s\\/]+\\/\\S+", title: "provider/name" });
  #priority = element("input", { id: "new-priority", type: "number", step: "1", min: "-1000000", max: "1000000",
    placeholder: "0" });
  #session = element("input", { id: "new-session", autocomplete: "off", maxlength: "200",
    placeholder: "Id of a session to continue" });
  #more = element("details", { class: "more" }, element("summary", {}, "More"),
    element("div", { class: "fields" }, field("Title", this.#title), field("Agent", this.#agent),
      field("Model", this.#model), field("Priority", this.#priority), field("Session", this.#session)));
  #problem = element("p", { class: "problem", role: "alert", hidden: true });
  #send = element("button", { class: "button primary" }, "Submit");
  #nowhere = element("p", { class: "hint", hidden: true },
    "There is no codebase yet: start a worker with one, and it shows up here.");

  /** @param onSubmitted called with the new task */
  constructor(api, onSubmitted) {
    this.#api = api;
    const form = element("form", { class: "new-task", submit: (event) => this.#submit(event, onSubmitted) },
      element("h2", { tabindex: "-1" }, "New task"),
      field("Codebase", this.#codebase), this.#nowhere, field("Prompt", this.#prompt), this.#more, this.#problem,
      element("p", { class: "actions" }, this.#send),
      element("datalist", { id: "agents" }, ...AGENTS.map((name) => element("option", { value: name }))));
    this.#prompt.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    byId("new-task").append(form);
  }

  renderCodebases(codebases) {
    this.#nowhere.hidden = codebases.length > 0;
    const choices = codebases.length === 1 ? codebases : [{ id: "", name: "Choose one" }, ...codebases];
    keyed(this.#codebase, choices, (codebase) => codebase.id, (codebase) => {
      const option = element("option", { value: codebase.id });
      option.update = ({ name, path, worker_id: worker }) =>
        setText(option, path ? `${name} · ${path}${worker ? ` on ${worker}` : ""}` : name);
      return option;
    });
  }

  /** Fills in what a further task in the session of `task` needs. */
  followUp(task) {
    this.#codebase.value = task.codebase_id;
    this.#session.value = task.session_id;
    this.#agent.value = task.agent_type;
    this.#model.value = task.metadata?.model ?? "";
    this.#more.open = true;
    location.hash = "#/new";
  }

  focus() {
    (this.#codebase.value ? this.#prompt : this.#codebase).focus();
  }

  async #submit(event, onSubmitted) {
    event.preventDefault();
    this.#send.disabled = true;
    this.#problem.hidden = true;
    try {
      const task = await this.#api.submit(this.#codebase.value, this.#body());
      for (const input of [this.#prompt, this.#title, this.#session]) {
        input.value = "";
      }
      onSubmitted(task);
    } catch (error) {
      this.#problem.hidden = false;
      this.#problem.textContent = error.message;
    } finally {
      this.#send.disabled = false;
    }
  }

  #body() {
    const prompt = this.#prompt.value;
    const metadata = {};
    if (this.#model.value.trim()) {
      metadata.model = this.#model.value.trim();
    }
    if (this.#session.value.trim()) {
      metadata.resume_session_id = this.#session.value.trim();
    }
    return {
      title: this.#title.value.trim() || titleOf(prompt),
      prompt,
      agent_type: this.#agent.value.trim() || "build",
      priority: Number(this.#priority.value || 0),
      metadata,
    };
  }
}

function titleOf(prompt) {
  const characters = [...prompt.trim().split("\n", 1)[0]];
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE - 1).join("")}…` : characters.join("");
}

function field(name, input) {
  return element("div", { class: "field" }, element("label", { for: input.id }, name), input);
}
