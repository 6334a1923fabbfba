// The server's HTTP API. The token travels as a header, never in an address, where logs would keep it.

/** The server's address, with a slash at its end: the page's own, which a proxy may have put below a path. */
export const BASE = new URL(".", document.baseURI).href;

/** Two servers below one host each have a token of their own. */
const TOKEN = `agentmesh.token ${new URL(BASE).pathname}`;
const TIME_TO_ANSWER = 20_000;

export class ApiError extends Error {
  /** @param status the HTTP status, 0 where the server can't be reached */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Api {
  #askForToken;
  #asking = null;
  #unanswered = null;

  /** @param askForToken asks the person; told whether a token was refused, it resolves with another */
  constructor(askForToken) {
    this.#askForToken = askForToken;
  }

  get(path) {
    return this.#json("GET", path);
  }

  post(path, body) {
    return this.#json("POST", path, body);
  }

  /** The new task. A person who asks for the same again because no answer came gets the one that was made. */
  async submit(codebaseId, content) {
    const path = `/v1/opencode/codebases/${encodeURIComponent(codebaseId)}/tasks`;
    const request = JSON.stringify([path, content]);
    if (this.#unanswered?.request !== request) {
      this.#unanswered = { request, key: randomKey() };
    }
    const answer = await this.#json("POST", path, content, { "Idempotency-Key": this.#unanswered.key });
    this.#unanswered = null;
    return answer.task;
  }

  /** The answer to a GET that may take for ever. */
  async stream(path, headers, signal) {
    return this.#send(path, { method: "GET", headers }, () => signal);
  }

  async #json(method, path, body, more = {}) {
    const headers = body === undefined ? more : { "Content-Type": "application/json", ...more };
    const request = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    const answer = await this.#send(path, request, () => AbortSignal.timeout(TIME_TO_ANSWER));
    return answer.json();
  }

  /** @param signal gives what ends the call; asked anew for each try, since a person may take long to find a token */
  async #send(path, request, signal) {
    for (;;) {
      const token = sessionStorage.getItem(TOKEN);
      const headers = token ? { ...request.headers, Authorization: `Bearer ${token}` } : request.headers;
      const answer = await this.#fetch(path, { ...request, headers, signal: signal() });
      if (answer.ok) {
        return answer;
      }
      if (answer.status !== 401) {
        throw new ApiError(answer.status, await detail(answer));
      }
      await this.#newToken(token);
    }
  }

  async #fetch(path, request) {
    try {
      return await fetch(BASE + path.slice(1), { cache: "no-store", credentials: "omit", redirect: "error", ...request });
    } catch (error) {
      throw error.name === "AbortError" ? error : new ApiError(0, "The server can't be reached.");
    }
  }

  /** One question at a time; a call that was refused with a token of the past is only sent again. */
  async #newToken(refused) {
    if (sessionStorage.getItem(TOKEN) !== refused) {
      return;
    }
    this.#asking ??= this.#askForToken(refused !== null)
      .then((token) => sessionStorage.setItem(TOKEN, token))
      .finally(() => { this.#asking = null; });
    await this.#asking;
  }
}

/** Also where the page came by plain http, and the browser has no `randomUUID`. */
function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function detail(answer) {
  try {
    return String((await answer.json()).detail);
  } catch {
    return `The server answered with ${answer.status}.`;
  }
}

/** The events of a stream of Server-Sent Events, as `{ id, event, data }`. */
export async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        yield fields(block);
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function fields(block) {
  const event = { id: "", event: "", data: "" };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(": ");
    if (colon > 0) {
      event[line.slice(0, colon)] = line.slice(colon + 2);
    }
  }
  return event;
}
