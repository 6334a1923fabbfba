package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.opencode.install.OpenCodeProgram;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.ModelReply;
import io.agentmesh.support.ModelRequest;
import io.agentmesh.support.Processes;
import io.agentmesh.support.RealOpenCode;
import io.agentmesh.support.ScriptedModel;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real OpenCode against a scripted model, run as a worker runs it. */
class RealOpenCodeTest {

    @RegisterExtension
    static final RealOpenCode OPENCODE = new RealOpenCode();

    @TempDir
    static Path home;

    @TempDir
    Path temp;

    private ScriptedModel model;
    private AgentRig rig;
    private Path codebase;

    @BeforeAll
    static void warmUp() throws Exception {
        OpenCodeWarmUp.run(OpenCodeProgram.probe(OPENCODE.program(), Map.of()).orElseThrow(),
                AgentEnvironments.of(environment(), null, "{}"), home.resolve("scratch"));
        assertThat(home.resolve("scratch")).isEmptyDirectory();
    }

    @BeforeEach
    void setUp() throws Exception {
        model = ScriptedModel.start();
        codebase = Files.createDirectory(temp.resolve("code base ü")).toRealPath();
        rig = rig(environment());
        rig.config = model.openCodeConfig();
    }

    @AfterEach
    void tearDown() {
        rig.close();
        model.close();
    }

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
    void timeoutInAToolLeavesNoProcess() throws Exception {
        model.program("Wait", ModelReply.bash("sleep 600 & echo $! >> pids; nohup sleep 600 > /dev/null 2>&1 & "
                + "echo $! >> pids; echo $$ >> pids; sleep 600"));

        // A busy machine may need longer to get as far as the tool.
        for (int seconds = 8; seconds < 200 && !Files.exists(codebase.resolve("pids")); seconds *= 2) {
            timeOut(AgentRig.task("t" + seconds, "Wait"), seconds);
        }

        assertThat(Files.readAllLines(codebase.resolve("pids"))).hasSize(3)
                .noneMatch(pid -> Processes.isAlive(Long.parseLong(pid)));
    }

    private void timeOut(Task task, int seconds) throws Exception {
        try (AgentRig limited = rig(environment())) {
            limited.config = model.openCodeConfig();
            assertThat(limited.timeout(Duration.ofSeconds(seconds)).run(task, codebase).error())
                    .startsWith("timed out after ").endsWith(" (task_timeout)");
            assertThat(Processes.isAlive(limited.folder(task).record().pid())).isFalse();
        }
    }

    @Test
    void withoutAModelThePublicOneIsNotUsed() throws Exception {
        try (Proxy outside = new Proxy()) {
            AgentRig closed = rig(outside.environment());
            AgentRig open = rig(outside.environment());
            open.allowPublicModel = true;
            try (closed; open) {
                assertThat(closed.run(AgentRig.task("closed", "Say hello"), codebase).error())
                        .startsWith("no model is configured: name one in the task's metadata.model");
                assertThat(outside.calls()).isZero();

                CompletableFuture<Outcome> run = open.begin(AgentRig.task("open", "Say hello"), codebase);
                await().atMost(Duration.ofSeconds(60)).until(() -> outside.calls() > 0);
                open.runs.cancel("open");
                assertThat(run.get().status()).isEqualTo(Outcome.CANCELLED);
            }
        }
    }

    @Test
    void subagentsRunAsAgentsOfATask() throws Exception {
        for (String agent : List.of("general", "explore")) {
            assertThat(rig.run(AgentRig.task(agent, "T", "Hello", agent, Map.of()), codebase)).as(agent)
                    .extracting(Outcome::status, Outcome::error).containsExactly(Outcome.COMPLETED, null);
        }
    }

    @Test
    void secretsAndFilesOutsideAreDeniedAndTheRunGoesOn() throws Exception {
        Files.writeString(codebase.resolve(".env"), "KEY=top-secret\n");
        Path outside = Files.writeString(temp.resolve("outside.txt"), "far away\n");
        model.program("Look", ModelReply.read(codebase.resolve(".env").toString()),
                ModelReply.read(outside.toString()), ModelReply.text("I was not allowed to."));

        Outcome outcome = rig.run(AgentRig.task("t", "Look"), codebase);

        assertThat(outcome.error()).isNull();
        assertThat(outcome.result()).isEqualTo("I was not allowed to.");
        assertThat(model.requests().get(2).texts("tool")).hasSize(2)
                .allSatisfy(answer -> assertThat(answer).contains("rule").doesNotContain("top-secret", "far away"));
    }

    @Test
    void otherWaysToEndHaveTheirSentences() throws Exception {
        model.program("refuse", ModelReply.status(401));
        model.program("too long", ModelReply.text("Half", "length"));
        model.program("empty", ModelReply.text(""));

        assertThat(error("refuse", "build", Map.of())).startsWith("the model's provider refused the credentials (401)");
        assertThat(error("too long", "build", Map.of())).isEqualTo("cut off by the model's output limit");
        assertThat(error("empty", "build", Map.of())).isEqualTo("the model gave an empty answer");
        assertThat(error("hello", "nobody", Map.of())).startsWith("OpenCode can't run this agent: agent \"nobody\"");
        assertThat(error("hello", "build", Map.of("model", "scripted/none"))).contains("scripted/none");
    }

    private String error(String prompt, String agent, Map<String, ?> metadata) throws Exception {
        String id = (prompt + agent + metadata.size()).replace(' ', '_');
        return rig.run(AgentRig.task(id, "T", prompt, agent, metadata), codebase).error();
    }

    private static Task resuming(String id, String session) {
        return AgentRig.task(id, "T", "What was it?", "build", Map.of("resume_session_id", session));
    }

    private AgentRig rig(Map<String, String> environment) {
        AgentRig made = new AgentRig(temp.resolve("state"), OPENCODE.program());
        made.environment.putAll(environment);
        return made;
    }

    private static Map<String, String> environment() {
        return OPENCODE.environment(home);
    }

    /** Stands between the agent and the world: counts who wants to get out, and lets nobody. */
    private static final class Proxy implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger calls = new AtomicInteger();

        Proxy() throws IOException {
            Thread thread = new Thread(this::accept, "proxy");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    socket.accept().close();
                    calls.incrementAndGet();
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        int calls() {
            return calls.get();
        }

        Map<String, String> environment() {
            String url = "http://127.0.0.1:" + socket.getLocalPort();
            Map<String, String> environment = new HashMap<>(RealOpenCodeTest.environment());
            environment.putAll(Map.of("HTTP_PROXY", url, "HTTPS_PROXY", url, "http_proxy", url, "https_proxy", url));
            return environment;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
