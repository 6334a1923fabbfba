package io.agentmesh.opencode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.support.ModelReply;
import io.agentmesh.support.Processes;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.Test;

/** What the real OpenCode is kept from, and how it ends. */
class RealOpenCodeLimitsTest extends RealOpenCodeScene {

    @Test
    void timeoutInAToolLeavesNoProcess() throws Exception {
        model.program("Wait", ModelReply.bash("sleep 600 & echo $! >> pids; nohup sleep 600 > /dev/null 2>&1 & "
                + "echo $! >> pids; echo $$ >> pids; sleep 600"));

        // A busy machine may need longer to get as far as the tool.
        Path noted = codebase.resolve("pids");
        List<String> pids = List.of();
        for (int seconds = 8; seconds < 200 && pids.size() < 3; seconds *= 2) {
            Files.deleteIfExists(noted);
            timeOut(AgentRig.task("t" + seconds, "Wait"), seconds);
            pids = Files.exists(noted) ? Files.readAllLines(noted) : List.of();
            assertThat(pids).noneMatch(pid -> Processes.isAlive(Long.parseLong(pid)));
        }

        assertThat(pids).hasSize(3);
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
                assertThat(outside.asked()).isEmpty();

                CompletableFuture<Outcome> run = open.begin(AgentRig.task("open", "Say hello"), codebase);
                await().atMost(Duration.ofSeconds(60)).until(() -> !outside.asked().isEmpty());
                open.runs.cancel("open");
                assertThat(run.get().status()).isEqualTo(Outcome.CANCELLED);
            }
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

    private void timeOut(Task task, int seconds) throws Exception {
        try (AgentRig limited = rig(environment())) {
            limited.config = model.openCodeConfig();
            assertThat(limited.timeout(Duration.ofSeconds(seconds)).run(task, codebase).error())
                    .startsWith("timed out after ").endsWith(" (task_timeout)");
            assertThat(Processes.isAlive(limited.folder(task).record().pid())).isFalse();
        }
    }

    /**
     * A proxy between the agent and the world that lets nobody out and records what was asked for. Whoever only looks
     * whether its port answers, as other tests do that wait for a server of theirs, asks for nothing.
     */
    private static final class Proxy implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> asked = new CopyOnWriteArrayList<>();

        Proxy() throws IOException {
            Thread thread = new Thread(this::accept, "proxy");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    try (Socket caller = socket.accept()) {
                        record(caller);
                    }
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private void record(Socket caller) {
            try {
                caller.setSoTimeout(2000);
                String line = new BufferedReader(new InputStreamReader(caller.getInputStream(), US_ASCII)).readLine();
                if (line != null && line.matches("CONNECT .*|[A-Z]+ https?://.*")) {
                    asked.add(line);
                }
            } catch (IOException e) {
                // Nothing was asked for.
            }
        }

        List<String> asked() {
            return asked;
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
