package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.support.ModelReply;
import io.agentmesh.support.ModelRequest;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.Test;

/** What a run of the real OpenCode comes to. */
class RealOpenCodeTest extends RealOpenCodeScene {

    @Test
    void fileIsWrittenAndTheAnswerIsTheResult() throws Exception {
        model.program("Write it", ModelReply.write("HELLO.md", "hello"), ModelReply.text("Written."));

        Outcome outcome = rig.run(AgentRig.task("t", "Write it"), codebase);

        assertThat(outcome.error()).isNull();
        assertThat(outcome.result()).isEqualTo("Written.");
        assertThat(outcome.sessionId()).startsWith("ses_");
        assertThat(outcome.usage().input()).isEqualTo(20);
        assertThat(codebase.resolve("HELLO.md")).hasContent("hello");
        await().untilAsserted(() -> assertThat(String.join("\n", rig.output).lines()).hasSize(2).first().asString()
                .startsWith("▸ write: "));
    }

    @Test
    void sessionIsResumedAndOnlyWhereItBelongs() throws Exception {
        String session = rig.run(AgentRig.task("t1", "My number is 42"), codebase).sessionId();
        model.program("What was it", ModelReply.text("42."));

        Outcome outcome = rig.run(resuming("t2", session), codebase);

        assertThat(outcome.result()).isEqualTo("42.");
        assertThat(outcome.sessionId()).isEqualTo(session);
        List<ModelRequest> requests = model.requests();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).texts("user")).anyMatch(text -> text.contains("My number is 42"))
                .anyMatch(text -> text.contains("What was it"));

        Path other = Files.createDirectory(codebase.resolve("below"));
        assertThatThrownBy(() -> rig.run(resuming("t3", session), other)).isInstanceOf(RefusedTaskException.class)
                .hasMessage("session " + session + " belongs to another folder than this codebase");
        assertThatThrownBy(() -> rig.run(resuming("t4", "ses_unknown"), codebase))
                .isInstanceOf(RefusedTaskException.class)
                .hasMessage("session ses_unknown is not known to OpenCode on this machine");
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void subagentsRunAsAgentsOfATask() throws Exception {
        for (String agent : List.of("general", "explore")) {
            assertThat(rig.run(AgentRig.task(agent, "T", "Hello", agent, Map.of()), codebase)).as(agent)
                    .extracting(Outcome::status, Outcome::error).containsExactly(Outcome.COMPLETED, null);
        }
    }

    private static Task resuming(String id, String session) {
        return AgentRig.task(id, "T", "What was it?", "build", Map.of("resume_session_id", session));
    }
}
