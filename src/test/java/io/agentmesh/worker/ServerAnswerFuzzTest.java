package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.agent.run.Runs;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.support.Scrambler;
import io.agentmesh.task.Ids;
import io.agentmesh.task.Task;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.client.ServerConnection;
import io.agentmesh.worker.client.ServerFault;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.intake.TaskList;
import io.agentmesh.worker.slot.Slots;

/** What a server answers, spoiled in many ways: an I/O error at most, which is tried again, and never a wrong task. */
class ServerAnswerFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEEDS = 3000;
    private static final String TASKS = """
            [{"id": "t1", "codebase_id": "cb1", "title": "a", "prompt": "p", "agent_type": "build", "status": "pending",
              "priority": 1, "metadata": {"model": "a/b"}, "attempt": 0, "worker_id": null, "created_at": "2026"},
             {"id": "t2", "codebase_id": "theirs", "prompt": "p", "status": "pending"}]""";
    private static final String ANSWER = """
            {"success": true, "features": ["claim", "wait"], "task": {"id": "t1", "attempt": 2}, "cancel": ["t1"],
             "codebase": {"id": "cb1", "path": "/code", "worker_id": "w1", "shared": true, "workers": ["w1"]}}""";

    @TempDir
    Path state;

    @Test
    void aListOfTasksIsReadOrFailsAsACallDoes() {
        TaskList list = new TaskList(task -> task.isPending() && Ids.isValid(task.id())
                && task.codebaseId().equals("cb1"));
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] answer = new Scrambler(seed).spoil(TASKS).getBytes(StandardCharsets.UTF_8);
            try {
                List<Task> tasks = list.read(new ByteArrayInputStream(answer));
                assertThat(tasks).as("seed %d", seed).allMatch(task -> task.codebaseId().equals("cb1"));
            } catch (IOException e) {
                assertThat(ServerFault.sentence(e)).as("seed %d", seed).doesNotContain("\n");
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void anyOtherAnswerIsUnderstoodOrPassedOver() {
        Claims claims = new Claims(state, new Runs(state, new OpenCodeProtocol()), new Slots(1));
        for (long seed = 0; seed < SEEDS; seed++) {
            JsonNode answer = read(new Scrambler(seed).spoil(ANSWER));
            if (answer == null) {
                continue;
            }
            try {
                assertThat(claims.withAttempt(Samples.task("t1"), answer.path("task")).attempt()).as("seed %d", seed)
                        .isPositive();
                new ServerConnection("http://x", new TestClock()).welcomed(answer);
                Codebases codebases = new Codebases("w1", Map.of(), new TestClock());
                codebases.remember(answer);
                codebases.rememberFrom(answer, "cb1");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + answer, e);
            }
        }
    }

    @Test
    void aSpoiledCodebaseIsNobodysElse() {
        String theirs = "{\"id\": \"theirs\", \"path\": \"/code\", \"worker_id\": \"other\", \"workers\": []}";
        for (long seed = 0; seed < SEEDS; seed++) {
            JsonNode answer = read(new Scrambler(seed).spoil(theirs));
            Codebases codebases = new Codebases("w1", Map.of(), new TestClock());
            if (answer != null) {
                codebases.remember(answer);
                assertThat(codebases.find("theirs")).as("seed %d", seed).matches(found -> found == null || !found.ours());
            }
        }
    }

    private static JsonNode read(String text) {
        try {
            JsonNode answer = JSON.readTree(text);
            return answer == null || answer.isMissingNode() ? null : answer;
        } catch (IOException e) {
            return null;
        }
    }
}
