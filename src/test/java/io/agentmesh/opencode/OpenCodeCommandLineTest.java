package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.Test;

class OpenCodeCommandLineTest {

    private static final Path FOLDER = Path.of("/code");

    @Test
    void modelOfTheTaskGoesBeforeTheSetting() {
        assertThat(arguments("a/b", task(Map.of("model", "c/d/e")))).contains("--model=c/d/e")
                .doesNotContain("--model=a/b");
        assertThat(arguments("a/b", task(Map.of()))).contains("--model=a/b");
        assertThat(arguments(null, task(Map.of()))).noneMatch(argument -> argument.startsWith("--model"));
    }

    @Test
    void publicModelIsRefusedUnlessAllowed() {
        Task task = task(Map.of("model", "opencode/big-pickle"));

        refused(task, "opencode/big-pickle", "allow_public_model");
        assertThat(new OpenCodeCommandLine(null, true).arguments(task, FOLDER, null))
                .contains("--model=opencode/big-pickle");
    }

    @Test
    void publicModelInTheSettingIsRefusedToo() {
        assertThatThrownBy(() -> arguments("opencode/x", task(Map.of()))).isInstanceOf(RefusedTaskException.class);
    }

    @Test
    void modelWithoutAProviderIsRefused() {
        refused(task(Map.of("model", "gpt")), "provider/model");
        refused(task(Map.of("model", "/gpt")), "provider/model");
        refused(task(Map.of("model", "openai/")), "provider/model");
    }

    @Test
    void promptMustSaySomething() {
        refused(AgentRig.task("t", " \n\t"), "no prompt");
    }

    @Test
    void titleMayHoldAnythingButNul() {
        refused(AgentRig.task("t", "a\0b", "p", "build", Map.of()), "title", "NUL");
        assertThat(arguments(null, AgentRig.task("t", "-v\n\u001b[1m", "p", "build", Map.of())))
                .contains("--title=-v\n\u001b[1m");
        assertThat(arguments(null, AgentRig.task("t", "  ", "p", "build", Map.of()))).contains("--title=task t");
    }

    @Test
    void longTitleIsCutBetweenCharacters() {
        assertThat(arguments(null, AgentRig.task("t", "x" + "😀".repeat(800), "p", "build", Map.of())))
                .contains("--title=x" + "😀".repeat(499));
    }

    @Test
    void agentWithControlCharactersIsRefused() {
        refused(AgentRig.task("t", "T", "p", "build\n", Map.of()), "agent_type", "control");
        refused(AgentRig.task("t", "T", "p", "b\0", Map.of()), "agent_type", "control");
        refused(AgentRig.task("t", "T", "p", "b".repeat(2000), Map.of()), "agent_type", "too long");
    }

    @Test
    void sessionMustLookLikeOne() {
        refused(task(Map.of("resume_session_id", "-v=1")), "no session id");
        refused(task(Map.of("resume_session_id", "a b")), "no session id");
        assertThat(arguments(null, task(Map.of("resume_session_id", "ses_1")))).contains("--session=ses_1");
    }

    private static Task task(Map<String, ?> metadata) {
        return AgentRig.task("t", "T", "prompt", "build", metadata);
    }

    private static List<String> arguments(String model, Task task) {
        return new OpenCodeCommandLine(model, false).arguments(task, FOLDER, OpenCodeCommandLine.resumedSession(task));
    }

    private static void refused(Task task, String... words) {
        assertThatThrownBy(() -> arguments(null, task)).isInstanceOf(RefusedTaskException.class)
                .hasMessageContainingAll(words);
    }
}
