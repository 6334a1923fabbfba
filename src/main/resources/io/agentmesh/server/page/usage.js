import { byId, element, setText } from "./dom.js";

const COLUMNS = [["tasks", "Tasks"], ["input", "Tokens in"], ["output", "Out"], ["reasoning", "Reasoning"],
  ["cache_read", "From cache"], ["cache_write", "To cache"], ["cost", "Cost"]];

/** US dollars; small sums with more digits. */
export function dollars(cost) {
  return `$${cost.toFixed(cost > 0 && cost < 1 ? 4 : 2)}`;
}

/** Tokens in words, such as `12,345 in, 678 out`; empty where none are known. */
export function tokensInWords(usage) {
  const names = [["input", "in"], ["output", "out"], ["reasoning", "reasoning"], ["cache_read", "from cache"],
    ["cache_write", "to cache"]];
  return names.filter(([key]) => usage?.[key] > 0).map(([key, name]) => `${usage[key].toLocaleString()} ${name}`).join(", ");
}

/** Sums of tokens and cost, by codebase and by day. */
export class Usage {
  #api;
  #days = byId("usage-days");
  #problem = byId("usage-problem");

  constructor(api) {
    this.#api = api;
    this.#days.addEventListener("change", () => this.open());
  }

  async open() {
    try {
      const wanted = this.#days.value;
      const { days, total } = await this.#api.get(`/v1/monitor/usage?days=${encodeURIComponent(wanted)}`);
      if (wanted === this.#days.value) {
        setText(this.#problem, days.length ? "" : "No task has ended in these days.");
        byId("usage-tables").hidden = days.length === 0;
        fill(byId("usage-codebases"), byCodebase(days), (row) => [nameOf(row)], total);
        fill(byId("usage-by-day"), [...days].sort(newestFirst), (row) => [row.day, nameOf(row)], total);
      }
    } catch (error) {
      setText(this.#problem, error.message);
    }
  }

  focus() {
    byId("usage-heading").focus();
  }
}

function nameOf(row) {
  return row.codebase_name ?? row.codebase_id ?? "none";
}

function newestFirst(a, b) {
  return b.day.localeCompare(a.day) || nameOf(a).localeCompare(nameOf(b));
}

function byCodebase(days) {
  const sums = new Map();
  for (const row of days) {
    const sum = sums.get(row.codebase_id) ?? { codebase_id: row.codebase_id, codebase_name: row.codebase_name };
    COLUMNS.forEach(([key]) => { sum[key] = (sum[key] ?? 0) + (row[key] ?? 0); });
    sums.set(row.codebase_id, sum);
  }
  return [...sums.values()].sort((a, b) => b.cost - a.cost || b.input - a.input);
}

/** @param names gives the first cells of a row, which say what it counts */
function fill(table, rows, names, total) {
  const width = names(rows[0] ?? { day: "" }).length;
  table.tBodies[0].replaceChildren(...rows.map((row) => element("tr", {},
    ...names(row).map((name) => element("th", { scope: "row" }, name)), ...numbers(row))));
  table.tFoot.replaceChildren(element("tr", {}, element("th", { scope: "row", colspan: String(width) }, "Total"),
    ...numbers(total ?? {})));
}

function numbers(row) {
  return COLUMNS.map(([key]) => element("td", {}, key === "cost" ? dollars(row.cost ?? 0) : (row[key] ?? 0).toLocaleString()));
}
