import { ago } from "./times.js";

const REASONS = {
  no_worker: "no worker serves the codebase",
  worker_offline: "the worker is offline",
  slots_busy: "all slots are busy",
  folder_busy: "another task works in the folder",
  hook: "a hook holds it back",
  answer: "an answer is awaited",
  next: "a worker will take it at its next look",
};

/** Why a task is pending, in words; empty where the server doesn't say. */
export function waitingFor(task) {
  const { reason, detail, position } = task.status === "pending" && task.waiting_for || {};
  if (!reason) {
    return "";
  }
  const time = reason === "worker_offline" && detail?.replace(/^since /, "");
  const more = !detail ? "" : time && !Number.isNaN(Date.parse(time)) ? ` for ${ago(time)}` : `: ${detail}`;
  return `${REASONS[reason] ?? reason.replaceAll("_", " ")}${more}`
    + (position > 0 ? `; number ${position} of its codebase` : "");
}
