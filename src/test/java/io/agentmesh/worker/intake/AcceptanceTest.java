package io.agentmesh.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.task.Policy;
import io.agentmesh.task.Task;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.TestClock;
import io.agentmesh.worker.slot.Decision;

class AcceptanceTest {

    @TempDir
    Path root;

    private final TestClock clock = new TestClock();
    private final Codebases codebases = new Codebases("w1", Map.of(), clock);
    private final Set<String> undelivered = new HashSet<>();
    private Policy policy = new Policy(List.of(), List.of(), null, 1000);
    private Path shop;
    private Acceptance acceptance;

    @BeforeEach
    void acceptance() throws IOException {
        root = root.toRealPath();
        shop = Files.createDirectories(root.resolve("code/shop"));
        acceptance = acceptance(false);
    }

    private Acceptance acceptance(boolean serveGlobal) {
        ServableFolders folders = new ServableFolders(Set.of(), List.of(root.resolve("code")), root.resolve("home"),
                root.resolve("state"));
        return new Acceptance(task -> null, undelivered::contains, codebases, folders, policy, serveGlobal,
                root.resolve("state/global"),
                clock, (task, folder) -> Decision.run(folder));
    }

    @Test
    void taskOfAnUnknownCodebaseIsAskedFor() {
        assertThat(acceptance.decide(Samples.task("t1"))).isEqualTo(Decision.ask());
    }

    @Test
    void ourTaskRunsInItsRealFolder() throws IOException {
        know("cb1", "w1", Files.createSymbolicLink(root.resolve("link"), shop));

        assertThat(acceptance.decide(Samples.task("t1"))).isEqualTo(Decision.run(shop));
    }

    @Test
    void taskOfAnotherWorkerIsLeft() {
        know("cb1", "w2", shop);

        assertThat(acceptance.decide(Samples.task("t1")).kind()).isEqualTo(Decision.LEAVE);
    }

    @Test
    void ourTaskThatCannotRunIsRefusedWithTheReason() {
        know("cb1", "w1", root.resolve("gone"));

        Decision decision = acceptance.decide(Samples.task("t1"));

        assertThat(decision.isOurs()).isTrue();
        assertThat(decision.reason()).isEqualTo("the codebase's folder " + root.resolve("gone")
                + " doesn't exist on this worker's machine");
    }

    @Test
    void aTaskWhoseOutcomeIsOnItsWayIsLeft() {
        know("cb1", "w1", shop);
        undelivered.add("t1");

        assertThat(acceptance.decide(Samples.task("t1")).kind()).isEqualTo(Decision.LEAVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../t1", "a/b", "a b", "ä", "a\nb"})
    void aTaskWhoseIdCannotNameAFileIsLeft(String id) {
        know("cb1", "w1", shop);

        assertThat(acceptance.decide(Samples.task(id)).kind()).isEqualTo(Decision.LEAVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", "a?b=c"})
    void aCodebaseWhoseIdCannotStandInAUrlIsLeft(String id) {
        assertThat(acceptance.decide(Samples.ofCodebase("t1", id)).kind()).isEqualTo(Decision.LEAVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "completed", "failed", "cancelled", ""})
    void onlyPendingTasksAreTaken(String status) {
        know("cb1", "w1", shop);
        Task task = new Task("t1", "cb1", "", "", "build", status, 0, null, null, null, null, 0);

        assertThat(acceptance.decide(task).kind()).isEqualTo(Decision.LEAVE);
    }

    @Test
    void aRegistrationOfAFolderThatIsHereIsTaken() {
        assertThat(acceptance.decide(Samples.registration("t1", shop.toString()))).isEqualTo(Decision.run(null));
    }

    @Test
    void aRegistrationOfAFolderThatIsNotHereIsLeftToOthersForAMinuteAndThenRefused() {
        Task task = Samples.registration("t1", "/no/such");

        assertThat(acceptance.decide(task).kind()).isEqualTo(Decision.LEAVE);
        clock.advance(Duration.ofSeconds(59));
        assertThat(acceptance.decide(task).kind()).isEqualTo(Decision.LEAVE);
        clock.advance(Duration.ofSeconds(1));
        assertThat(acceptance.decide(task).kind()).isEqualTo(Decision.REFUSE);
    }

    @Test
    void onlyRegistrationsMayBePending() {
        assertThat(acceptance.decide(Samples.ofCodebase("t1", "__pending__")).kind()).isEqualTo(Decision.LEAVE);
    }

    @Test
    void aRegistrationInACodebaseIsRefused() {
        know("cb1", "w1", shop);

        assertThat(acceptance.decide(Samples.ofType("t1", "register_codebase")).kind()).isEqualTo(Decision.REFUSE);
    }

    @Test
    void globalTasksAreTakenOnlyWhereTheSettingSaysSo() {
        Task task = Samples.ofCodebase("t1", "global");

        assertThat(acceptance.decide(task).kind()).isEqualTo(Decision.LEAVE);
        assertThat(acceptance(true).decide(task)).isEqualTo(Decision.run(root.resolve("state/global/t1")));
    }

    @Test
    void aTaskThatTheWorkersPolicyForbidsIsRefused() {
        know("cb1", "w1", shop);
        policy = new Policy(List.of("plan"), List.of(), null, 1000);

        assertThat(acceptance(false).decide(Samples.task("t1")))
                .isEqualTo(Decision.refuse("refused by this worker's policy: the agent build is not in allowed_agents"));
    }

    @Test
    void aForbiddenTaskThatOthersMayRunIsLeftToThem() {
        policy = new Policy(List.of("plan"), List.of(), null, 1000);
        codebases.remember(JsonNodeFactory.instance.objectNode().put("id", "cb1").put("shared", true)
                .put("worker_id", "w1").put("path", shop.toString()).set("workers", JsonNodeFactory.instance
                        .arrayNode().add("w1")));

        assertThat(acceptance(false).decide(Samples.task("t1")).kind()).isEqualTo(Decision.LEAVE);
        assertThat(acceptance(true).decide(Samples.ofCodebase("t2", "global")).kind()).isEqualTo(Decision.LEAVE);
    }

    private void know(String id, String workerId, Path path) {
        codebases.remember(JsonNodeFactory.instance.objectNode().put("id", id).put("worker_id", workerId)
                .put("path", path.toString()));
    }
}
