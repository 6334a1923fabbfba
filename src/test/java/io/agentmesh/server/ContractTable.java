package io.agentmesh.server;

import java.util.stream.Stream;

/** The tables of the contract as calls, and what is no part of it but answered as well. */
final class ContractTable {

    private ContractTable() {
    }

    /**
     * A line of the contract's tables. {@code {w}}, {@code {c}}, {@code {p}}, {@code {r}} and {@code {d}} stand for a
     * worker, a codebase, and a task that is pending, running and done.
     *
     * @param good the body of a call that is answered 200, or null
     * @param bad  a body that is refused, or null where the call has none
     */
    record Line(String method, String path, String good, String bad, int refusal) {

        static Line read(String path) {
            return new Line("GET", path, null, null, 0);
        }

        @Override
        public String toString() {
            return method + " " + path + (good == null ? "" : " " + good);
        }
    }

    static Stream<Line> lines() {
        return Stream.of(
                new Line("POST", "/v1/opencode/workers/register",
                        "{\"worker_id\": \"w9\", \"name\": \"n\", \"capabilities\": [\"opencode\"], \"hostname\": \"h\"}",
                        "{\"name\": \"n\"}", 422),
                new Line("POST", "/v1/opencode/workers/{w}/heartbeat", "{\"running\": [\"{r}\"]}", "{\"running\": 1}", 422),
                new Line("POST", "/v1/opencode/workers/{w}/heartbeat", "{\"waiting\": {\"{p}\": {\"reason\": \"hook\"}}}",
                        "{\"waiting\": [\"{p}\"]}", 422),
                new Line("POST", "/v1/opencode/workers/{w}/heartbeat", "", "[]", 400),
                Line.read("/v1/opencode/workers/{w}/cancels?wait=0&told={r}"),
                new Line("POST", "/v1/opencode/workers/{w}/unregister", "", null, 0),
                Line.read("/v1/opencode/workers"),
                Line.read("/v1/opencode/workers/{w}"),
                Line.read("/v1/monitor/workers"),
                Line.read("/v1/monitor/tasks?status=running&worker_id={w}&codebase_id={c}&q=t&limit=5"),
                Line.read("/v1/monitor/usage?days=7&codebase_id=c"),
                new Line("POST", "/v1/opencode/codebases", "{\"name\": \"n\", \"path\": \"/q\", \"description\": \"d\", "
                        + "\"agent_config\": {\"a\": 1}, \"worker_id\": \"{w}\"}", "{\"name\": \"n\"}", 422),
                new Line("POST", "/v1/opencode/codebases", "{\"name\": \"s\", \"path\": \"/q\", \"shared\": true, "
                        + "\"worker_id\": \"{w}\"}", "{\"name\": \"s\", \"path\": \"/q\", \"shared\": \"yes\", "
                        + "\"worker_id\": \"{w}\"}", 422),
                new Line("POST", "/v1/opencode/codebases", "{\"name\": \"n\", \"path\": \"/q\"}", "nonsense", 400),
                Line.read("/v1/opencode/codebases"),
                Line.read("/v1/opencode/codebases/list"),
                Line.read("/v1/opencode/codebases/{c}"),
                new Line("DELETE", "/v1/opencode/codebases/{c}", null, null, 0),
                new Line("POST", "/v1/opencode/codebases/{c}/tasks", "{\"title\": \"t\", \"prompt\": \"p\", "
                        + "\"agent_type\": \"plan\", \"priority\": 3, \"metadata\": {\"model\": \"p/m\"}}",
                        "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": \"high\"}", 422),
                Line.read("/v1/opencode/codebases/{c}/tasks?status=pending"),
                Line.read("/v1/opencode/tasks?status=pending&worker_id={w}&codebase_id={c}&limit=5"),
                Line.read("/v1/opencode/tasks?status=pending&worker_id={w}&wait=30"),
                Line.read("/v1/opencode/tasks"),
                Line.read("/v1/opencode/tasks/{p}"),
                new Line("PUT", "/v1/opencode/tasks/{p}/status", "{\"status\": \"running\", \"worker_id\": \"{w}\"}",
                        "{\"status\": \"assigned\", \"worker_id\": \"{w}\"}", 400),
                new Line("PUT", "/v1/opencode/tasks/{r}/status", "{\"status\": \"completed\", \"worker_id\": \"{w}\", "
                        + "\"result\": \"r\", \"session_id\": \"s\", \"attempt\": 1}",
                        "{\"status\": \"completed\", \"worker_id\": \"other\"}", 409),
                new Line("PUT", "/v1/opencode/tasks/{r}/status", "{\"status\": \"failed\", \"worker_id\": \"{w}\", "
                        + "\"error\": \"e\"}", "{\"status\": \"failed\", \"worker_id\": \"{w}\", \"attempt\": 7}", 409),
                new Line("PUT", "/v1/opencode/tasks/{r}/status", "{\"status\": \"completed\", \"worker_id\": \"{w}\", "
                        + "\"changes\": {\"files\": [{\"path\": \"f\", \"added\": 1}], \"diff\": \"d\"}, \"usage\": {\"cost\": 0.1}, "
                        + "\"data\": {\"a\": [1]}}", "{\"status\": \"completed\", \"worker_id\": \"{w}\", \"changes\": 1}", 422),
                new Line("PUT", "/v1/opencode/tasks/{r}/status", "{\"status\": \"pending\", \"worker_id\": \"{w}\"}",
                        "{\"status\": \"pending\"}", 422),
                new Line("POST", "/v1/opencode/tasks/{p}/cancel", "", null, 0),
                new Line("POST", "/v1/opencode/tasks/{r}/cancel", "", null, 0),
                new Line("POST", "/v1/opencode/tasks/{r}/output", "{\"worker_id\": \"{w}\", \"output\": \"a\\nb\", "
                        + "\"timestamp\": \"2026-01-01T00:00:00Z\", \"attempt\": 1, \"seq\": 0}",
                        "{\"worker_id\": \"other\", \"output\": \"a\"}", 409),
                Line.read("/v1/opencode/tasks/{r}/output?since=0"),
                Line.read("/v1/opencode/tasks/{d}/output/stream"),
                new Line("POST", "/v1/opencode/codebases/{c}/sessions/sync", "{\"worker_id\": \"{w}\", \"sessions\": "
                        + "[{\"id\": \"s2\", \"title\": \"t\", \"summary\": {}, \"messageCount\": 1}]}",
                        "{\"worker_id\": \"other\", \"sessions\": []}", 403),
                new Line("POST", "/v1/opencode/codebases/{c}/sessions/s1/messages/sync", "{\"worker_id\": \"{w}\", "
                        + "\"messages\": [{\"id\": \"m\", \"role\": \"user\", \"time\": {\"created\": 1}, \"parts\": []}]}",
                        "{\"worker_id\": \"{w}\"}", 422),
                Line.read("/v1/opencode/codebases/{c}/sessions"),
                Line.read("/v1/opencode/codebases/{c}/sessions/s1/messages?since=0&limit=10"),
                Line.read("/"),
                Line.read("/health"),
                Line.read("/openapi.json"));
    }
}
