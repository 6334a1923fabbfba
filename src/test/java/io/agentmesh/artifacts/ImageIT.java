package io.agentmesh.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.FreePort;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.ScriptedOpenCode;

/**
 * The Java that the {@code Dockerfile} puts together, by its own command, and the program in it as the image lays it out.
 * Without an engine: what is left to one is in docs/container.md.
 */
class ImageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JLINK = "jlink --output /jre ";

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void serverAndWorkerDoATaskWithTheJavaOfTheImage() throws Exception {
        Path program = installation();
        int port = FreePort.next();
        int health = FreePort.next();
        Path codebase = Files.createDirectories(folder.resolve("shop"));
        start(program, "server", "serve", "--port", String.valueOf(port), "--database", folder.resolve("server.db").toString());
        start(program, "worker", "worker", "--server", "http://127.0.0.1:" + port, "--name", "w1", "--codebase=shop:" + codebase,
                "--state-dir", folder.resolve("state").toString(), "--management-port", String.valueOf(health),
                "--opencode-bin", new ScriptedOpenCode(folder.resolve("opencode")).program().toString());

        await().atMost(PATIENCE).ignoreExceptions().until(() -> status("http://127.0.0.1:" + health + "/observe/health/ready") == 200);

        JsonCalls calls = new JsonCalls(URI.create("http://127.0.0.1:" + port));
        String shop = calls.get("/v1/opencode/codebases/list").at("/0/id").asText();
        String task = calls.post("/v1/opencode/codebases/" + shop + "/tasks", Map.of("title", "Say", "prompt", "hello"))
                .at("/task/id").asText();
        await().atMost(PATIENCE).until(() -> calls.get("/v1/opencode/tasks/" + task).path("status").asText().equals("completed"));
        assertThat(calls.get("/v1/opencode/tasks/" + task).path("result").asText()).isEqualTo("Done.");
    }

    /** {@code bin/agentmesh}, {@code jre/} and {@code lib/}. */
    private Path installation() throws Exception {
        Path home = folder.resolve("agentmesh");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.createSymbolicLink(home.resolve("lib/agentmesh.jar"), Path.of("target/agentmesh.jar").toAbsolutePath());
        String text = Files.readString(Path.of("Dockerfile")).replace("\\\n", " ");
        String command = text.lines().filter(line -> line.startsWith("RUN " + JLINK)).findFirst().orElseThrow()
                .substring("RUN ".length());
        Path log = folder.resolve("jlink.log");
        Process jlink = new ProcessBuilder("sh", "-ec", command.replace("/jre", home.resolve("jre").toString())
                .replaceFirst("^jlink", Path.of(System.getProperty("java.home"), "bin/jlink").toString()))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        started.add(jlink);
        assertThat(jlink.waitFor(PATIENCE.toSeconds() * 5, TimeUnit.SECONDS)).isTrue();
        assertThat(jlink.exitValue()).as(Files.readString(log)).isZero();
        return Files.copy(Path.of("bin/agentmesh"), home.resolve("bin/agentmesh"));
    }

    private void start(Path program, String log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(log + ".log").toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString()));
        started.add(builder.start());
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
                BodyHandlers.discarding()).statusCode();
    }
}
