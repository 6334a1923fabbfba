package io.agentmesh.worker;

import static io.agentmesh.support.ClassicServer.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.support.Fault;
import io.agentmesh.support.GitRepository;
import io.agentmesh.task.Task;

/** Tasks of every kind, one behind the other, through the shipped routes: each begins as if it were the first. */
class TaskMarksTest extends RouteTest {

    /**
     * What runs by the clock, for the worker as a whole, or with an outcome or a batch of output, and never knows a
     * task; and what only an integrator's hook calls.
     */
    private static final Set<String> WITHOUT_A_TASK = Set.of("start-worker", "register-worker", "register-configured-codebase",
            "unregister-worker", "reconcile-claims", "send-heartbeat", "await-cancels", "fence-tasks", "cancel-task",
            "poll-server", "fetch-tasks", "poll-redis", "refresh-codebases", "renew-entries", "stream-output",
            "send-output", "send-piece", "spool-output", "deliver-spool", "send-spooled", "mirror-outbox", "deliver-outbox",
            "submit-task", "open-pull-request", "call-forge");

    private final TaskMarks marks = new TaskMarks();
    private String codebase;

    @BeforeEach
    void marked() {
        bench.camel().getCamelContextExtension().addInterceptStrategy(marks);
        bench.beans.agent.find(fixture.agent.program(), new OpenCodeLocator("", Path.of("/")),
                bench.beans.environment, bench.beans.scratch(), missing -> {
                    throw missing;
                });
        await().atMost(Duration.ofSeconds(60)).until(bench.beans.agent::isReady);
        codebase = server.codebase(fixture.folder("shop").toString(), "w1");
    }

    @Test
    void nothingOfATaskIsFoundByTheNext() throws Exception {
        Task interrupted = Samples.ofCodebase("t0", codebase).withAttempt(1);
        RunFolders.finished(fixture.state, interrupted, "done");
        bench.beans.claims.begin(interrupted);
        bench.beans.recovery.reconcile();
        server.add("t0", codebase, "say zero");
        bench.send("recover-runs", null);
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.beans.slots.free() == 1);

        Path wanted = fixture.folder("wanted");
        var registration = task("t4", "__pending__", "").put("agent_type", "register_codebase");
        registration.withObject("/metadata").put("name", "wanted").put("path", wanted.toString());
        server.add("t1", codebase, "flaky 1");
        server.add(task("t2", codebase, "back to me").put("agent_type", "echo"));
        server.add(task("t3", codebase, "nothing").put("agent_type", "noop"));
        server.add(registration);
        server.add("t5", server.codebase("/etc", "w1"), "say refused");
        server.add("t6", codebase, "say theirs");
        server.fails("PUT .*/t6/status", Fault.status(409));
        bench.send("start-worker", null);
        await().atMost(Duration.ofSeconds(60)).until(() -> !server.calls("PUT .*/t6/status").isEmpty());
        await().until(() -> bench.beans.slots.free() == 1);
        server.recovers();
        server.add(task("t7", codebase, "say last").put("priority", 1));
        bench.send("fetch-tasks", null);
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.beans.outbox.holds("t7"));
        await().until(() -> bench.beans.slots.free() == 1);

        // A source of an integrator's uses its message again and again.
        server.add("t8", codebase, "say eight");
        bench.send("accept-task", Samples.ofCodebase("t8", codebase), leftovers());
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.beans.outbox.holds("t8"));
        await().until(() -> bench.beans.slots.free() == 1);

        server.add("t9", codebase, "say nine");
        bench.send("dispatch-queue-entry", ScriptedQueue.entry("1-1", codebase, "t9", 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.beans.outbox.holds("t9"));
        bench.send("confirm-run", Samples.ofCodebase("t9", codebase).withAttempt(1));
        bench.send("release-task", Samples.ofCodebase("t9", codebase).withAttempt(1));

        GitRepository repository = GitRepository.create(fixture.folder("repository"));
        repository.commit("file", "one");
        ObjectNode isolated = JsonNodeFactory.instance.objectNode().put("id", "c9").put("name", "isolated")
                .put("path", repository.folder().toString()).put("worker_id", "w1");
        isolated.putObject("agent_config").put("isolation", "worktree");
        server.codebase("c9", isolated);
        server.add("t10", "c9", "do echo two > file");
        bench.send("fetch-tasks", null);
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.beans.outbox.holds("t10"));
        await().until(() -> bench.beans.slots.free() == 1);

        assertThat(marks.leaks).isEmpty();
        Set<String> walked = new TreeSet<>(marks.walked);
        walked.addAll(WITHOUT_A_TASK);
        walked.removeIf(route -> route.startsWith("agentmesh-call"));
        walked.remove("errors");
        assertThat(walked).containsExactlyInAnyOrderElementsOf(
                bench.camel().getRoutes().stream().filter(route -> !route.isCreatedByKamelet()).map(Route::getRouteId)
                        .toList());
        assertThat(fixture.agent.prompts()).contains("say last", "say hello");
    }

    private static Map<String, Object> leftovers() {
        Map<String, Object> variables = new HashMap<>();
        variables.put(TaskMarks.MARK, TaskMarks.OF_A_SOURCE);
        variables.put("free-slot.was-run", "true");
        variables.put("folder", Path.of("/etc"));
        variables.put("run-task.kept", "an outcome");
        return variables;
    }
}
