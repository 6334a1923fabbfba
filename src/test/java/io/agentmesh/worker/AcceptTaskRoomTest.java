package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.agentmesh.agent.lock.FolderLocks;
import io.agentmesh.support.Fault;
import io.agentmesh.worker.claim.FinishedTasks;
import io.agentmesh.worker.slot.Decision;

/** Which tasks wait, or aren't taken again. */
class AcceptTaskRoomTest extends AcceptTaskScene {

    /** A classic server says yes to every claim, also of a task whose outcome it has had meanwhile. */
    @Test
    void aTaskThatWasDoneHereSinceItsListWasAskedForIsNotTakenAgain() {
        FinishedTasks finished = bench.bean("finishedTasks", FinishedTasks.class);
        long before = finished.now();
        finished.ended(task);

        bench.send("accept-task", task, Map.of("fetch-tasks.asked", before));
        assertThat(bench.beans.slots.tasks()).isEmpty();
        assertThat(claimed.getExchanges()).isEmpty();

        bench.send("accept-task", task, Map.of("fetch-tasks.asked", finished.now()));
        await().until(() -> claimed.getExchanges().size() == 1);
    }

    @Test
    void taskWhoseCodebaseAnotherWorkerWorksInWaitsAndTakesNoSlot() {
        FolderLocks other = new FolderLocks();
        assertThat(other.take(fixture.folder("shop"))).isTrue();

        bench.send("accept-task", task);
        bench.send("accept-task", task);

        assertThat(claimed.getExchanges()).isEmpty();
        assertThat(bench.beans.slots.free()).isEqualTo(1);
        other.releaseAll();
        bench.send("accept-task", task);
        await().until(() -> claimed.getExchanges().size() == 1);
    }

    @Test
    void whereTheServerCannotBeAskedTheTaskComesAgain() {
        server.fails("GET .*", Fault.status(500), 1);

        assertThat(bench.send("accept-task", task).getException()).isNull();
        assertThat(claimed.getExchanges()).isEmpty();
        assertThat(bench.beans.slots.free()).isEqualTo(1);

        bench.send("accept-task", Samples.ofCodebase("t2", "of-another-unknown-codebase"));
        assertThat(server.calls("GET .*")).as("not asked again before it has answered something").hasSize(1);

        bench.beans.connection.answered();
        bench.send("accept-task", task);
        await().until(() -> claimed.getExchanges().size() == 1);
    }

    @Test
    void aTaskWhoseOutcomeWaitsInTheOutboxIsNotTakenAgain() throws IOException {
        bench.beans.outbox.put(task.withAttempt(1), Samples.OUTCOME);

        bench.send("accept-task", task);

        assertThat(claimed.getExchanges()).isEmpty();
        assertThat(bench.beans.slots.free()).isEqualTo(1);
    }

    @Test
    void aTaskWithoutAFreeSlotIsDroppedUnclaimed() {
        bench.beans.slots.reserve(Samples.task("other"), Decision.run(folder));

        bench.send("accept-task", task);

        assertThat(bench.beans.slots.tasks()).containsExactly("other");
    }

    @Test
    void theSlotIsFreeAgainWhereNoThreadTakesTheTask() {
        bench.close();
        open(Map.of("slotThreads", new RejectingThreads()));

        bench.send("accept-task", task);

        assertThat(bench.beans.slots.free()).isEqualTo(1);
    }

    /** As a machine without a thread to spare. */
    private static final class RejectingThreads extends AbstractExecutorService {

        @Override
        public void execute(Runnable command) {
            throw new RejectedExecutionException("no thread");
        }

        @Override
        public void shutdown() {
            // There is nothing to end.
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
