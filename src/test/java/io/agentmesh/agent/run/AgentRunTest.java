package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.agent.output.OutputFollower;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.Usage;
import org.junit.jupiter.api.Test;

/** What an agent is given, and what comes of its run. */
class AgentRunTest extends ScriptedAgentScene {

    @Test
    void answerIsTheOutcomeWithSessionAndUsage() throws Exception {
        Outcome outcome = rig.run(AgentRig.task("t", "Say done"), codebase);

        assertThat(outcome).isEqualTo(new Outcome(Outcome.COMPLETED, "Done.", null, AgentEvents.SESSION,
                new Usage(10, 5, 0, 3, 2, 0.01)));
    }

    /** {@code /dev/stdout} is the run's file: what a child opens so begins it anew. */
    @Test
    void aChildThatEmptiesTheOutputIsSaidInItAndTheAnswerStillComes() throws Exception {
        agent.onRun(ScriptedOpenCode.print(AgentEvents.stepStart("m") + AgentEvents.text("m", "Before."))
                + "while [ ! -e \"$here/go\" ]; do sleep 0.05; done; sh -c ': > /dev/stdout'\n"
                + ScriptedOpenCode.print(AgentEvents.answer("Done.")));
        CompletableFuture<Outcome> run = rig.begin(AgentRig.task("t", "Say done"), codebase);
        within().until(() -> String.join("\n", rig.output).contains("Before."));
        Files.createFile(agent.folder().resolve("go"));

        Outcome outcome = run.get();

        assertThat(outcome.result()).isEqualTo("Done.");
        within().untilAsserted(() -> assertThat(String.join("\n", rig.output))
                .contains("Before.\n" + OutputFollower.EMPTIED).endsWith("Done."));
    }

    @Test
    void commandLineHoldsEachFlagOnce() throws Exception {
        rig.model = "scripted/test";

        rig.run(AgentRig.task("t", "Say done"), codebase);

        assertThat(agent.call().arguments()).containsExactly("run", "--format=json", "--print-logs",
                "--log-level=INFO", "--auto", "--dir=" + codebase, "--agent=build", "--title=A title",
                "--model=scripted/test");
    }

    @Test
    void whatATaskSaysIsNeverAFlagNorShell() throws Exception {
        String title = "--share \"$(touch hacked)\" 'a' ; `touch hacked`\n-x ü";
        Task task = AgentRig.task("t", title, "Say done", "--auto", Map.of("model", "a/$(touch hacked)"));

        rig.run(task, codebase);

        assertThat(agent.call().arguments()).contains("--agent=--auto", "--title=" + title,
                "--model=a/$(touch hacked)");
        assertThat(codebase).isEmptyDirectory();
    }

    @Test
    void promptComesByteForByteAndThenTheEnd() throws Exception {
        String prompt = "--help\n\0 \t ünï→😀 'q' \"q\" $(x)\r\n" + "0123456789".repeat(1 << 20);

        rig.run(AgentRig.task("t", prompt), codebase);

        assertThat(agent.call().input()).isEqualTo(prompt.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void halfASurrogatePairIsNoReasonToRefuseATask() throws Exception {
        Outcome outcome = rig.run(AgentRig.task("t", "broken \ud83d", "Say \ud83d done", "build", Map.of()), codebase);

        assertThat(outcome.status()).isEqualTo(Outcome.COMPLETED);
        assertThat(agent.call().input()).isEqualTo("Say ? done".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void folderOfAnyNameIsWhereTheAgentWorks() throws Exception {
        Path odd = Files.createDirectory(temp.resolve("a 'b' \"c\"\n$(d) ü→")).toRealPath();

        rig.run(AgentRig.task("t", "Say done"), odd);

        ScriptedOpenCode.Call call = agent.call();
        assertThat(call.folder()).isEqualTo(odd.toString());
        assertThat(call.environment()).containsEntry("PWD", odd.toString());
        assertThat(call.arguments()).contains("--dir=" + odd);
    }

    @Test
    void environmentIsWhatAnAgentNeedsOfTheWorkers() throws Exception {
        rig.token = "secret-token";
        rig.environment.putAll(Map.of("A2A_AUTH_TOKEN", "secret-token", "A2A_SERVER_URL", "http://x",
                "AGENTMESH_CACHE", "/c", "AWS_HEADER", "Bearer secret-token", "OLDPWD", "/", "SOME_API_KEY",
                "as it is", "AGENTMESH_RUN_outer_1", "1", "NOTIFY_SOCKET", "/run/x", "OTHER", "x"));

        rig.run(AgentRig.task("t.1", "Say done"), codebase);

        Map<String, String> environment = agent.call().environment();
        assertThat(environment).containsEntry("SOME_API_KEY", "as it is").containsEntry("AGENTMESH_RUN_outer_1", "1")
                .containsEntry(rig.folder(AgentRig.task("t.1", "")).record().tracking(), "1")
                .containsEntry("OPENCODE_DISABLE_AUTOUPDATE", "1")
                .doesNotContainKeys("A2A_AUTH_TOKEN", "A2A_SERVER_URL", "AGENTMESH_CACHE", "AWS_HEADER", "OLDPWD",
                        "NOTIFY_SOCKET", "OTHER");
        assertThat(environment.values()).noneMatch(value -> value.contains("secret-token"));
        assertThat(new ObjectMapper().readTree(environment.get("OPENCODE_CONFIG_CONTENT")).path("share").asText())
                .isEqualTo("disabled");
    }

    @Test
    void eightAtOnceDoNotMixUp() throws Exception {
        agent.onRun("""
                cp "$call/input" "$PWD/prompt"
                : > "$here/ready-$$"
                until [ "$(ls "$here" | grep -c ready-)" -ge 8 ]; do sleep 0.05; done
                """ + ScriptedOpenCode.print(AgentEvents.stepStart("m")) + """
                printf '{"type":"text","sessionID":"s","part":{"messageID":"m","text":"%s"}}\\n' "$(cat "$call/input")"
                """ + ScriptedOpenCode.print(AgentEvents.stepFinish("m", "stop")));
        List<CompletableFuture<Outcome>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            runs.add(rig.begin(AgentRig.task("t" + i, "prompt " + i),
                    Files.createDirectory(temp.resolve("codebase" + i)).toRealPath()));
        }

        for (int i = 0; i < 8; i++) {
            assertThat(runs.get(i).get().result()).isEqualTo("prompt " + i);
            assertThat(temp.resolve("codebase" + i + "/prompt")).hasContent("prompt " + i);
        }
    }
}
