package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.agentmesh.agent.lock.FolderLocks;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.task.Task;
import io.agentmesh.worker.claim.FinishedTasks;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.slot.Decision;

class AcceptTaskRouteTest {

    @TempDir
    Path folder;

    private final ClassicServer server = new ClassicServer();
    private WorkerFixture fixture;
    private RouteBench bench;
    private MockEndpoint claimed;
    private Task task;

    @BeforeEach
    void bench() {
        fixture = new WorkerFixture(folder, server.url());
        task = Samples.ofCodebase("t1", server.codebase(fixture.folder("shop").toString(), "w1"));
        open(Map.of());
    }

    private void open(Map<String, Object> replaced) {
        bench = new RouteBench(fixture, replaced);
        claimed = bench.replace("claim-task");
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

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
    void anUnknownCodebaseIsAskedForAndTheTaskTaken() {
        bench.send("accept-task", task);

        await().until(() -> claimed.getExchanges().size() == 1);
        assertThat(claimed.getExchanges().get(0).getVariable("task", Task.class)).isEqualTo(task);
        assertThat(claimed.getExchanges().get(0).getVariable("decision", Decision.class))
                .isEqualTo(Decision.run(fixture.folder("shop")));
    }

    @Test
    void taskOfAnotherWorkerIsDropped() {
        Task theirs = Samples.ofCodebase("t2", server.codebase(fixture.folder("theirs").toString(), "w2"));

        bench.send("accept-task", theirs);

        assertThat(claimed.getExchanges()).isEmpty();
        assertThat(bench.beans.slots.free()).isEqualTo(1);
    }

    @Test
    void taskThatThePolicyForbidsIsClaimedOnlyWhereNobodyElseCouldRunIt() {
        bench.close();
        fixture.with("allowed_agents", List.of("plan"));
        open(Map.of());
        Task shared = Samples.ofCodebase("t2", "cb-shared");
        bench.bean("codebases", Codebases.class).remember(JsonNodeFactory.instance.objectNode().put("id", "cb-shared")
                .put("shared", true).put("worker_id", "w1").put("path", fixture.folder("both").toString())
                .set("workers", JsonNodeFactory.instance.arrayNode().add("w1").add("w2")));

        bench.send("accept-task", shared);
        assertThat(bench.beans.slots.free()).isEqualTo(1);
        bench.send("accept-task", task);

        await().until(() -> claimed.getExchanges().size() == 1);
        assertThat(claimed.getExchanges().get(0).getVariable("task", Task.class)).isEqualTo(task);
        assertThat(claimed.getExchanges().get(0).getVariable("decision", Decision.class)).isEqualTo(Decision
                .refuse("refused by this worker's policy: the agent build is not in allowed_agents"));
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
    void theNoteOfAClaimOfATaskThatIsNoLongerOursGoes() throws IOException {
        Task theirs = Samples.ofCodebase("t2", server.codebase(fixture.folder("theirs").toString(), "w2"));
        bench.beans.claims.note(theirs);

        bench.send("accept-task", theirs);

        assertThat(fixture.state.resolve("claims")).isEmptyDirectory();
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
