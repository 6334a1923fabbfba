package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.task.Outcome;

/** The route run-task, with routes of the test's own behind it. */
abstract class RunTaskScene {

    @TempDir
    Path folder;
    RouteBench bench;
    MockEndpoint reported;

    @BeforeEach
    void bench() {
        bench = new RouteBench(new WorkerFixture(folder, "http://127.0.0.1:1"));
        reported = bench.replace("report-result");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    Outcome outcome() {
        assertThat(reported.getExchanges()).hasSize(1);
        return reported.getExchanges().get(0).getMessage().getBody(Outcome.class);
    }
}
