package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;

import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.JsonCalls;

/** An assertion that fails on a thread of Camel's or of a fake server's fails the test when its bench closes. */
class SwallowedAssertionsTest {

    @TempDir
    Path folder;

    @Test
    void anAssertionInAMockFailsTheTest() {
        RouteBench bench = bench();
        bench.replace("run-task").whenAnyExchangeReceived(exchange -> assertThat(1).isEqualTo(2));

        bench.send("run-task", "anything");

        assertThatThrownBy(bench::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void aMockThatDidNotGetWhatItExpectedFailsTheTest() {
        RouteBench bench = bench();
        MockEndpoint ran = bench.replace("run-task");
        ran.expectedMessageCount(0);

        bench.send("run-task", "anything");

        assertThatThrownBy(bench::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void anExceptionThatATestThrowsOnPurposeFailsNothing() {
        RouteBench bench = bench();
        bench.replace("run-task").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("on purpose");
        });

        bench.send("run-task", "anything");

        bench.close();
    }

    @Test
    void anAssertionInAFaultFailsTheTest() {
        ClassicServer server = new ClassicServer();
        server.fails("GET .*", (exchange, closed) -> assertThat(1).isEqualTo(2));

        assertThatThrownBy(() -> new JsonCalls(URI.create(server.url())).get("/v1/opencode/tasks"));

        assertThatThrownBy(server::close).isInstanceOf(AssertionError.class);
    }

    private RouteBench bench() {
        return new RouteBench(new WorkerFixture(folder, "http://127.0.0.1:1"));
    }
}
