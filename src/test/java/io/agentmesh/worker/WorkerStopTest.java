package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.Fault;

/** How a worker stops. */
class WorkerStopTest extends ClassicWorkerTest {

    @Test
    void aStopLetsTheTaskFinishAndSaysGoodbye() throws Exception {
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "hold t1");
        worker = fixture.start();
        await().until(() -> fixture.agent.prompts().size() == 1);

        Thread stop = new Thread(() -> closeQuietly(worker));
        stop.start();
        server.add("t2", "cb1", "say never");
        fixture.agent.release("t1");
        stop.join();
        worker = null;

        assertThat(server.status("t1")).isEqualTo("completed");
        assertThat(server.status("t2")).isEqualTo("pending");
        assertThat(server.knows("w1")).isFalse();
    }

    @Test
    void aStopEndsWhatTakesTooLongAndReportsIt() throws Exception {
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "stay");
        worker = fixture.with("drain_timeout", 1).start();
        await().until(fixture.agent::stays);

        worker.close();
        worker = null;

        assertThat(fixture.agent.left()).isEmpty();
        assertThat(server.status("t1")).isEqualTo("failed");
        assertThat(server.task("t1").path("error").asText())
                .isEqualTo("the worker was stopped before the task was finished");
        assertThat(server.knows("w1")).isFalse();
    }

    @Test
    void aStopDoesNotWaitForAClaimThatTheServerDoesNotAnswer() throws Exception {
        server.fails("PUT .*", Fault.status(500));
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "say never");
        worker = fixture.start();
        await().until(() -> server.calls("PUT .*/t1/status").size() > 2);

        long begun = System.nanoTime();
        worker.close();
        worker = null;

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
        assertThat(fixture.state.resolve("claims/t1.json")).exists();
        server.recovers();
        worker = fixture.start();
        awaitStatus("t1", "completed");
        assertThat(fixture.state.resolve("claims/t1.json")).doesNotExist();
    }

    @Test
    void oneStateFolderServesOneWorker() throws Exception {
        worker = fixture.start();

        assertThat(catchThrowable(fixture::start)).hasMessageStartingWith("state_dir: "
                + fixture.state + " is used by worker w1 (process ");
        worker.close();
        worker = fixture.start();
    }
}
