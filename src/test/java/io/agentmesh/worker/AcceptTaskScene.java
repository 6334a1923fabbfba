package io.agentmesh.worker;

import java.nio.file.Path;
import java.util.Map;

import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ClassicServer;
import io.agentmesh.task.Task;

/** The route accept-task, with a scripted server. */
abstract class AcceptTaskScene {

    @TempDir
    Path folder;
    final ClassicServer server = new ClassicServer();
    WorkerFixture fixture;
    RouteBench bench;
    MockEndpoint claimed;
    Task task;

    @BeforeEach
    void bench() {
        fixture = new WorkerFixture(folder, server.url());
        task = Samples.ofCodebase("t1", server.codebase(fixture.folder("shop").toString(), "w1"));
        open(Map.of());
    }

    void open(Map<String, Object> replaced) {
        bench = new RouteBench(fixture, replaced);
        claimed = bench.replace("claim-task");
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }
}
