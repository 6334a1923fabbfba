package io.agentmesh.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.task.Task;
import io.agentmesh.worker.RunFolders;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.slot.Decision;
import io.agentmesh.worker.slot.Slots;

class ClaimsTest {

    @TempDir
    Path state;

    private final Slots slots = new Slots(2);
    private final Task task = Samples.registration("t1", "/code/shop");
    private Claims claims;

    @BeforeEach
    void claims() {
        claims = new Claims(state, new Runs(state, new OpenCodeProtocol()), slots);
    }

    @Test
    void aNotedClaimIsTakenUpBeforeWhatTheServerLists() throws IOException {
        claims.note(task);
        Task listed = Samples.task("t2");

        assertThat(claims.before(List.of(listed))).containsExactly(task, listed);
    }

    @Test
    void oneThatTheServerListsTooIsOfferedOnce() throws IOException {
        claims.note(task);

        assertThat(claims.before(List.of(task))).containsExactly(task);
    }

    @Test
    void oneThatIsUnderWayIsNotOffered() throws IOException {
        claims.note(task);
        slots.reserve(task, Decision.run(null));

        assertThat(claims.before(List.of())).isEmpty();
        claims.drop(task);
        slots.release(task);
        assertThat(claims.hasOpen()).isTrue();
        assertThat(claims.before(List.of())).as("still noted").containsExactly(task);
    }

    @Test
    void aSettledOrDroppedClaimIsGone() throws IOException {
        claims.note(task);
        claims.settle(task);
        assertThat(claims.before(List.of())).isEmpty();

        claims.note(task);
        claims.drop(task);
        claims.drop(task);
        assertThat(claims.before(List.of())).isEmpty();
    }

    @Test
    void aDamagedNoteIsRemovedAndKeepsNothingBack() throws IOException {
        claims.note(task);
        Files.writeString(state.resolve("claims/bad.json"), "{\"id\":");

        assertThat(claims.before(List.of())).containsExactly(task);
        assertThat(state.resolve("claims/bad.json")).doesNotExist();
    }

    @Test
    void theServersAttemptCountsAndElseOurOwn() throws IOException {
        var answer = JsonNodeFactory.instance.objectNode();
        assertThat(claims.withAttempt(task, answer).attempt()).isEqualTo(1);

        RunFolders.journalled(state, task.withAttempt(1));
        assertThat(claims.withAttempt(task, answer).attempt()).isEqualTo(2);

        answer.put("attempt", 7);
        assertThat(claims.withAttempt(task, answer).attempt()).isEqualTo(7);
    }

    @Test
    void anAttemptThatIsTakenUpAgainKeepsItsNumberWhereTheServerDoesNotCount() throws IOException {
        Task begun = task.withAttempt(3);
        claims.begin(begun);
        RunFolders.journalled(state, begun);

        assertThat(claims.withAttempt(begun, JsonNodeFactory.instance.objectNode()).attempt()).isEqualTo(3);
    }

    @Test
    void aTaskThatIsAtWorkIsNotOfferedAndIsHeld() throws IOException {
        claims.begin(task.withAttempt(1));

        assertThat(claims.before(List.of())).isEmpty();
        assertThat(claims.assigned()).containsExactly("t1");
        assertThat(claims.begun()).containsExactly(task.withAttempt(1));
    }

    @Test
    void aTaskThatBeginsAnewClosesWhatIsLeftOfItsEarlierAttempts() throws IOException {
        RunFolder earlier = RunFolders.journalled(state, task.withAttempt(1));
        RunFolder same = RunFolders.journalled(state, task.withAttempt(2));

        claims.begin(task.withAttempt(2));

        assertThat(earlier.isReported()).isTrue();
        assertThat(same.isReported()).isFalse();
    }

    @Test
    void aTaskThatIsAnothersIsNotReported() throws IOException {
        RunFolder run = RunFolders.journalled(state, task.withAttempt(1));
        claims.note(task.withAttempt(1));

        claims.drop(task);

        assertThat(run.isReported()).isTrue();
        assertThat(claims.all()).isEmpty();
    }

    @Test
    void aTaskThatIsAtWorkIsNotDropped() throws IOException {
        claims.begin(task.withAttempt(1));

        claims.drop(task);

        assertThat(claims.begun()).hasSize(1);
    }

    @Test
    void aTaskThatWasGivenBackIsRememberedForAWhile() throws IOException {
        claims.begin(task.withAttempt(1));
        claims.write(claims.all().get(0).interrupted(new Interruption("then", "it died"), Claim.State.GIVING_BACK));
        assertThat(claims.knows(task)).isTrue();
        claims.returned(task.withAttempt(1));
        assertThat(claims.assigned()).isEmpty();
        assertThat(claims.knows(task)).as("asked for since").isFalse();

        claims.forgetOld();
        assertThat(claims.all()).hasSize(1);
        Files.setLastModifiedTime(state.resolve("claims/t1.json"),
                FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        claims.forgetOld();
        assertThat(claims.all()).isEmpty();
    }

    @Test
    void nothingIsKeptOfATaskThatWasGivenBackBeforeItBegan() throws IOException {
        claims.note(task);
        claims.giveBack(task.withAttempt(1));

        claims.returned(task.withAttempt(1));

        assertThat(state.resolve("claims")).isEmptyDirectory();
    }

    @Test
    void aTaskThatCameAgainBeforeItsReturnWasNotedIsNotDisturbed() throws IOException {
        claims.note(task.withAttempt(2));

        claims.returned(task.withAttempt(1));

        assertThat(claims.before(List.of())).containsExactly(task.withAttempt(2));
    }

    @ParameterizedTest
    @CsvSource({"running,2,false", "running,3,true", "pending,2,true", "completed,2,true", "failed,0,true",
        "cancelled,0,true", "running,0,false", "assigned,0,false", "pending,0,false"})
    void aServerThatCountsTellsWhetherAnAttemptIsTheLast(String status, int attempt, boolean superseded) {
        var answer = JsonNodeFactory.instance.objectNode().put("status", status);
        if (attempt > 0) {
            answer.put("attempt", attempt);
        }

        assertThat(claims.isSuperseded(task.withAttempt(2), answer)).isEqualTo(superseded);
    }
}
