package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.Fault;

/** Tasks that follow each other without a pause: nothing of one may count for the next. */
class WorkerChainTest extends ClassicWorkerTest {

    @Test
    void theTimeOfOneTaskIsNotThatOfTheNext() throws Exception {
        fixture.with("task_timeout", 8);
        String codebase = server.codebase(fixture.folder("a").toString(), "w1");
        for (int i = 1; i <= 5; i++) {
            server.add("t" + i, codebase, "rest 2");
        }

        worker = fixture.start();

        for (int i = 1; i <= 5; i++) {
            String task = "t" + i;
            await().atMost(Duration.ofSeconds(60)).until(() -> server.status(task).matches("completed|failed"));
            assertThat(server.task(task).path("error").asText("")).isEmpty();
        }
    }

    @Test
    void aClaimThatIsRefusedAfterARunWaitsForTheNextPoll() throws Exception {
        fixture.with("poll_interval", "2s");
        String codebase = server.codebase(fixture.folder("a").toString(), "w1");
        server.fails("PUT .*/t2/status", Fault.status(409));
        server.add("t1", codebase, "say one");
        server.add("t2", codebase, "say two");

        worker = fixture.start();
        awaitStatus("t1", "completed");
        await().until(() -> !server.calls("PUT .*/t2/status").isEmpty());
        long before = System.nanoTime();
        int claims = server.calls("PUT .*/t2/status").size();
        await().until(() -> server.calls("PUT .*/t2/status").size() >= claims + 3);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(3));
    }
}
