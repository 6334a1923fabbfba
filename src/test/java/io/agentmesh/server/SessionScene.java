package io.agentmesh.server;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A codebase whose sessions a worker syncs. */
abstract class SessionScene {

    static final String SESSION = """
            {"id": "ses_1", "title": "Fix it", "directory": "/p", "project_id": "pr", "created": 1764000000000,
             "updated": 1764000001000, "messageCount": 2, "summary": {"files": 1}, "version": "1.18.0", "later": 1}""";

    static final String MESSAGE = """
            {"id": "msg_1", "sessionID": "ses_1", "role": "assistant", "time": {"created": 1764000000000, "x": 1},
             "agent": "build", "model": "p/m", "parts": [{"id": "prt_1", "type": "tool", "tool": "bash",
             "state": {"status": "completed"}, "callID": "c1", "later": 1}, {"id": "prt_2", "type": "text", "text": "a\\u0000b"},
             {"id": "prt_3", "type": "step-finish", "reason": "stop", "cost": 0.5, "tokens": {"input": 1}}]}""";

    @TempDir
    static Path folder;
    static TestServer server;
    String codebase;
    String sessions;

    @BeforeAll
    static void start() {
        server = new TestServer(folder, "server.session-limit=3", "server.kept-sessions=5", "server.kept-messages=4");
        server.registerWorker("w1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeCodebase() {
        codebase = server.registerCodebase("w1", "/p" + System.nanoTime());
        sessions = "/v1/opencode/codebases/" + codebase + "/sessions";
    }

    TestServer.Answer sync(String list) {
        return server.post(sessions + "/sync", "{\"worker_id\": \"w1\", \"sessions\": " + list + "}");
    }

    TestServer.Answer syncMessages(String list) {
        return server.post(sessions + "/ses_1/messages/sync", "{\"worker_id\": \"w1\", \"messages\": " + list + "}");
    }

    static String list(int first, int last, String format) {
        return IntStream.rangeClosed(first, last).mapToObj(format::formatted).collect(Collectors.joining(",", "[", "]"));
    }
}
