package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.worker.lifecycle.WorkerExit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** An error of Java, which no route can handle, takes no slot for good. */
class WorkerErrorTest extends ProcessTest {

    @Test
    void workerWhoseMemoryRunsOutExitsAndTheNextStartDoesTheTask() throws IOException {
        Path hook = fixture.write("routes/greedy-hook.camel.yaml", """
                - route:
                    id: greedy-hook
                    from:
                      uri: direct:greedy-hook
                      steps:
                        - process:
                            ref: "#class:%s"
                """.formatted(Greedy.class.getName()));
        fixture.with("routes", fixture.root.resolve("routes").toString())
                .property("worker.hook-before-run=greedy-hook");
        server.add("t1", codebase, "say hello");

        WorkerProcess greedy = start();

        assertThat(greedy.exitCode()).isEqualTo(WorkerExit.FAILED);
        assertThat(greedy.log()).contains("a slot was lost to java.lang.OutOfMemoryError: ");
        Files.writeString(hook, Files.readString(hook).replace(Greedy.class.getName(), Modest.class.getName()));
        start();
        awaitStatus("t1", "completed");
    }

    public static final class Greedy implements Processor {

        @Override
        public void process(Exchange exchange) {
            exchange.getMessage().setBody(ByteBuffer.allocate(Integer.MAX_VALUE));
        }
    }

    public static final class Modest implements Processor {

        @Override
        public void process(Exchange exchange) {
            // Needs no memory.
        }
    }
}
