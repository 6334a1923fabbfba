package io.agentmesh.cli.command;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;

/** Our own server with one worker and its codebase, and a shell to run the client commands in. */
abstract class LiveServerScene {

    static LiveServer server;

    @TempDir
    Path folder;

    Shell shell;
    SimulatedWorker worker;
    String codebase;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new LiveServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void register() {
        shell = new Shell(folder, server.url());
        worker = new SimulatedWorker(server.url(), "w1", "worker one");
        codebase = worker.registerCodebase("shop", "/srv/shop");
    }
}
