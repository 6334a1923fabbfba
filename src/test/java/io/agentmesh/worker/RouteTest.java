package io.agentmesh.worker;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ClassicServer;

/** What the tests of routes that talk to the server have in common. */
abstract class RouteTest {

    @TempDir
    Path folder;

    final ClassicServer server = new ClassicServer("/mesh");
    WorkerFixture fixture;
    RouteBench bench;

    @BeforeEach
    void open() {
        fixture = new WorkerFixture(folder, server.url());
        bench = new RouteBench(fixture);
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }
}
