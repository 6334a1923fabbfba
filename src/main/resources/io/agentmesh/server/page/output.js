import { events } from "./api.js";
import { element, setText } from "./dom.js";

const LONGEST = 1_000_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
// Colours and cursor movements of a terminal; a page has neither.
const CONTROL = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.?|[\x00-\x08\x0b-\x1f\x7f]/g;

/** The output of one task, as it comes. It may be long: what is too much is dropped at the beginning, and said. */
export class Output {
  #api;
  #path;
  #onEnd;
  #last = "";
  #isOver = false;
  #running = null;
  #waiting = [];
  #length = 0;
  #text = element("pre", { class: "output", role: "log", "aria-live": "off", "aria-label": "Output", tabindex: "0" });
  #cut = element("p", { class: "hint", hidden: true },
    "The beginning is not shown; agentmesh logs prints all of it.");
  #state = element("span", { class: "hint" }, "waiting for output");
  element = element("section", { class: "block" },
    element("div", { class: "block-head" }, element("h3", {}, "Output"), this.#state), this.#cut, this.#text);

  /** @param onEnd called once the server says that the task is over */
  constructor(api, taskId, onEnd) {
    this.#api = api;
    this.#path = `/v1/opencode/tasks/${encodeURIComponent(taskId)}/output/stream`;
    this.#onEnd = onEnd;
  }

  /** Follows, or goes on where it stopped. */
  start() {
    if (!this.#running && !this.#isOver) {
      this.#running = new AbortController();
      this.#follow(this.#running.signal);
    }
  }

  stop() {
    this.#running?.abort();
    this.#running = null;
  }

  async #follow(signal) {
    for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        const headers = this.#last ? { "Last-Event-ID": this.#last } : {};
        const answer = await this.#api.stream(this.#path, headers, signal);
        pause = FIRST_PAUSE;
        for await (const event of events(answer.body)) {
          this.#take(event);
        }
      } catch (error) {
        if (error.status >= 400 && error.status < 500) {
          this.#end(error.message);
        }
      }
      if (this.#isOver || signal.aborted) {
        return;
      }
      await new Promise((resolve) => { setTimeout(resolve, pause); });
    }
  }

  #take({ id, event, data }) {
    if (event === "output") {
      this.#last = id;
      this.#append(JSON.parse(data).output);
    } else if (event === "done") {
      this.#end(this.#length || this.#waiting.length ? "" : "none");
      this.#onEnd();
    }
  }

  #end(state) {
    this.#isOver = true;
    this.#running = null;
    setText(this.#state, state);
    this.#text.hidden = state === "none";
  }

  /** Drawn at most once a frame, however fast it comes. */
  #append(piece) {
    const text = piece.replace(/\r\n/g, "\n").replace(CONTROL, "");
    this.#waiting.push(text.endsWith("\n") ? text : `${text}\n`);
    if (this.#waiting.length === 1) {
      requestAnimationFrame(() => this.#draw());
    }
  }

  #draw() {
    const box = this.#text;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    const text = this.#waiting.join("");
    this.#waiting = [];
    this.#length += text.length;
    box.append(document.createTextNode(text));
    while (this.#length > LONGEST) {
      const first = box.firstChild;
      const excess = Math.min(first.length, this.#length - LONGEST);
      first.deleteData(0, excess);
      this.#length -= excess;
      if (first.length === 0) {
        first.remove();
      }
      this.#cut.hidden = false;
    }
    if (!this.#isOver) {
      setText(this.#state, "live");
    }
    if (isAtEnd) {
      box.scrollTop = box.scrollHeight;
    }
  }
}
