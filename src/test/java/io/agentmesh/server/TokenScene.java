package io.agentmesh.server;

import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.server.access.AccessTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with a token of each role. */
abstract class TokenScene {

    static final String ADMIN = "token-of-an-admin-1";
    static final String WORKER = "token-of-a-worker-1";
    static final String CLIENT = "token-of-a-client-1";
    static final String TASKS = "/v1/opencode/tasks";
    static final String CODEBASES = "/v1/opencode/codebases";
    static TestServer server;
    static String codebase;
    static String task;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("tokens.json"), """
                [{"name": "w", "token": "%s", "role": "worker"}, {"name": "c", "token": "%s", "role": "client"}]"""
                .formatted(WORKER, CLIENT));
        server = new TestServer(folder, AccessTokens.load("a:" + ADMIN, file)).as(ADMIN);
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/p");
        task = server.createTask(codebase);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forgetToken() {
        server.as(null);
    }
}
