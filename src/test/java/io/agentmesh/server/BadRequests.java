package io.agentmesh.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * Requests that no client should send, made from a seed: the same seed makes the same ones. Each is one whole HTTP
 * request; none of them may change anything.
 */
final class BadRequests {

    /** @param what what is wrong with it, for the failure's message */
    record BadRequest(String what, byte[] bytes) {
    }

    /** A call that takes a body, and one that it would accept for its content, with the fields it checks. */
    private record Target(String method, String path, String good, List<String> fields) {
    }

    private final Random random;
    private final List<Target> targets;
    private final List<String> reads;
    private final List<BadRequest> requests = new ArrayList<>();

    /** @param task a pending one, of the codebase */
    BadRequests(long seed, String worker, String codebase, String task) {
        random = new Random(seed);
        String ofCodebase = "/v1/opencode/codebases/" + codebase;
        String ofTask = "/v1/opencode/tasks/" + task;
        targets = List.of(
                new Target("POST", "/v1/opencode/workers/register", "{\"worker_id\": \"evil\", \"name\": \"n\", "
                        + "\"hostname\": \"h\", \"capabilities\": [\"c\"]}", List.of("worker_id", "name", "hostname", "capabilities")),
                new Target("POST", "/v1/opencode/codebases", "{\"name\": \"evil\", \"path\": \"/evil\", \"worker_id\": \""
                        + worker + "\", \"agent_config\": {}}", List.of("name", "path", "worker_id", "agent_config")),
                new Target("POST", ofCodebase + "/tasks", "{\"title\": \"evil\", \"prompt\": \"p\", \"priority\": 0, "
                        + "\"metadata\": {}, \"agent_type\": \"build\"}", List.of("title", "prompt", "priority", "metadata", "agent_type")),
                new Target("PUT", ofTask + "/status", "{\"status\": \"completed\", \"worker_id\": \"" + worker
                        + "\", \"attempt\": 1}", List.of("status", "worker_id", "attempt")),
                new Target("POST", ofTask + "/output", "{\"worker_id\": \"evil\", \"output\": \"evil\", \"seq\": 0, "
                        + "\"attempt\": 1}", List.of("worker_id", "output", "seq", "attempt")),
                new Target("POST", ofCodebase + "/sessions/sync", "{\"worker_id\": \"" + worker
                        + "\", \"sessions\": [{\"id\": \"evil\"}]}", List.of("worker_id", "sessions")),
                new Target("POST", ofCodebase + "/sessions/evil/messages/sync", "{\"worker_id\": \"" + worker
                        + "\", \"messages\": [{\"id\": \"evil\"}]}", List.of("worker_id", "messages")));
        reads = List.of("/v1/opencode/workers", "/v1/monitor/workers", "/v1/opencode/codebases", "/v1/opencode/tasks",
                ofTask, ofTask + "/output", ofTask + "/output/stream", ofCodebase, ofCodebase + "/tasks",
                ofCodebase + "/sessions", ofCodebase + "/sessions/s/messages", "/openapi.json", "/health");
    }

    List<BadRequest> make(int count) {
        for (Target target : targets) {
            brokenBodies(target);
            wrongFields(target);
            wrongHeaders(target);
            wrongMethods(target.path());
        }
        reads.forEach(this::wrongMethods);
        tricks();
        while (requests.size() < count) {
            mutate(targets.get(random.nextInt(targets.size())));
        }
        return requests;
    }

    private void brokenBodies(Target target) {
        for (String body : BadValues.NO_JSON) {
            add("no JSON object: " + body, target, body.getBytes(StandardCharsets.ISO_8859_1));
        }
        String open = target.good().substring(0, target.good().length() - 1);
        add("100 deep", target, open + ", \"x\": " + "[".repeat(100) + "]".repeat(100) + "}");
        add("deep objects", target, open + ", \"x\": " + "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000) + "}");
        add("a huge number", target, open + ", \"x\": " + "9".repeat(100_000) + "}");
        add("a duplicate key", target, open + ", \"" + target.fields().get(0) + "\": \"evil2\"}");
        add("a duplicate key inside", target, open + ", \"x\": {\"a\": 1, \"a\": 2}}");
        add("invalid UTF-8", target, (open + ", \"x\": \"\u00ff\u00fe\"}").getBytes(StandardCharsets.ISO_8859_1));
        add("overlong UTF-8", target, (open + ", \"x\": \"\u00c0\u00af\"}").getBytes(StandardCharsets.ISO_8859_1));
        add("UTF-16", target, target.good().getBytes(StandardCharsets.UTF_16LE));
        add("half a surrogate pair in UTF-8", target, open + ", \"x\": \"\u00ed\u00a0\u0080\"}");
        add("a cut body", target, open);
        add("a cut text", target, open + ", \"x\": \"abc");
        add("a trailing value", target, target.good() + " 1");
    }

    private void wrongFields(Target target) {
        for (String field : target.fields()) {
            for (String wrong : BadValues.WRONG) {
                if (!isFine(field, wrong)) {
                    add(field + " is " + wrong, target, set(target.good(), field, wrong));
                }
            }
        }
    }

    /** What one field allows another refuses. */
    private static boolean isFine(String field, String value) {
        boolean isText = value.startsWith("\"");
        return switch (field) {
            case "capabilities" -> value.equals("[]");
            case "sessions", "messages" -> value.equals("[]");
            case "metadata", "agent_config" -> value.equals("{}");
            case "priority" -> value.matches("7|-1");
            case "name", "path", "title", "prompt", "hostname", "agent_type" ->
                isText && !value.contains("\\u") && (!value.matches("\"\\s*\"") || field.matches("hostname|name|agent_type"))
                        || field.equals("name") && value.matches("\"\\s*\"");
            default -> false;
        };
    }

    private void wrongHeaders(Target target) {
        for (String header : List.of("Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x", "Content-Type: application/json\r\nContent-Type: text/plain",
                "Content-Type: ", "Content-Type: ;", "Origin: http://evil.example\r\nContent-Type: application/json",
                "Origin: null\r\nContent-Type: application/json", "Host: evil.example\r\nContent-Type: application/json")) {
            requests.add(request(header, target.method() + " " + target.path(), header, bytes(target.good())));
        }
        for (String length : List.of("Content-Length: 10485761", "Content-Length: 99999999999999999999", "Content-Length: -1",
                "Content-Length: x", "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: chunked\r\nContent-Length: 6",
                "Transfer-Encoding: nonsense")) {
            requests.add(new BadRequest(length, bytes(target.method() + " " + target.path()
                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n" + length
                    + "\r\n\r\nzz\r\n{}")));
        }
    }

    private void wrongMethods(String path) {
        for (String method : List.of("PATCH", "TRACE", "CONNECT", "PROPFIND", "BREW", "OPTIONS", "get", "G\u0000T", "DELETE",
                "PUT")) {
            if (!(method.equals("DELETE") && path.matches("/v1/opencode/codebases/[^/]*"))
                    && !(method.equals("PUT") && path.endsWith("/status"))) {
                requests.add(request("method " + method, method + " " + path, "X: y", new byte[0]));
            }
        }
    }

    private void tricks() {
        for (String trick : BadValues.TRICKS) {
            for (String place : List.of("/v1/opencode/tasks/%s", "/v1/opencode/tasks/%s/output",
                    "/v1/opencode/tasks/%s/output/stream", "/v1/opencode/workers/%s", "/v1/opencode/codebases/%s",
                    "/v1/opencode/codebases/%s/tasks", "/v1/opencode/codebases/%s/sessions", "/v1/%s", "/%s/x",
                    "/v1/opencode/tasks?limit=%s", "/v1/opencode/tasks?status=%s", reads.get(5) + "?since=%s",
                    reads.get(9) + "?since=%s", reads.get(9) + "?limit=%s")) {
                requests.add(request("trick " + place, "GET " + place.replace("%s", trick), "X: y", new byte[0]));
            }
        }
        for (String line : List.of("GET", "GET /", "GET / HTTP/9.9", "GET / HTTX/1.1", "GET /a b HTTP/1.1", "/ GET HTTP/1.1",
                "GET x HTTP/1.1", "\u0000\u0001\u0002", "\u0016\u0003\u0001\u0002", "PRI * HTTP/2.0",
                "GET /v1/../../etc/passwd HTTP/1.1", "GET /" + "a".repeat(9_000) + " HTTP/1.1")) {
            requests.add(new BadRequest("line " + line, bytes(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")));
        }
        for (String header : List.of("X: " + "a".repeat(20_000), "X y: z", "X\u0000: y", ": y", "Host: localhost",
                "Host: a:b:c", " folded: x")) {
            requests.add(request("header " + header, "GET /v1/opencode/nothing", header, new byte[0]));
        }
    }

    /** A good body with a few bytes of it spoiled so that it can't be JSON any more. */
    private void mutate(Target target) {
        byte[] body = bytes(target.good());
        for (int i = 0; i <= random.nextInt(3); i++) {
            body[random.nextInt(body.length)] = (byte) (0x80 + random.nextInt(0x80));
        }
        body[0] = random.nextBoolean() ? (byte) '{' : (byte) random.nextInt(0x20);
        body[body.length - 1] = (byte) (random.nextBoolean() ? 0xC3 : random.nextInt(0x20));
        add("spoiled bytes", target, body);
    }

    /** {@code body} with another value of a field, which stands in it with a value of its own. */
    private static String set(String body, String field, String value) {
        return body.replaceFirst("(\"" + field + "\": )(\"[^\"]*\"|\\[\\{[^\\]]*\\]|\\[[^\\]]*\\]|\\{[^}]*\\}|[-0-9]+)",
                "$1" + Matcher.quoteReplacement(value));
    }

    private void add(String what, Target target, String body) {
        add(what, target, bytes(body));
    }

    private void add(String what, Target target, byte[] body) {
        requests.add(request(what, target.method() + " " + target.path(), "Content-Type: application/json", body));
    }

    private static BadRequest request(String what, String call, String headers, byte[] body) {
        String host = headers.contains("Host: evil") ? "" : "Host: localhost\r\n";
        byte[] head = bytes(call + " HTTP/1.1\r\n" + host + "Connection: close\r\nContent-Length: " + body.length + "\r\n"
                + headers + "\r\n\r\n");
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return new BadRequest(what + " of " + call, whole);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
