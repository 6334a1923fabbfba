package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.opencode.Runs;
import io.agentmesh.task.Task;

class ClaimsTest {

    @TempDir
    Path state;

    private final Slots slots = new Slots(2);
    private final Task task = Samples.registration("t1", "/code/shop");
    private Claims claims;

    @BeforeEach
    void claims() {
        claims = new Claims(state, new Runs(state), slots);
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
        assertThat(claims.granted(task, answer).attempt()).isEqualTo(1);

        RunFolders.journalled(state, task.withAttempt(1));
        assertThat(claims.granted(task, answer).attempt()).isEqualTo(2);

        answer.putObject("task").put("attempt", 7);
        assertThat(claims.granted(task, answer).attempt()).isEqualTo(7);
    }
}
