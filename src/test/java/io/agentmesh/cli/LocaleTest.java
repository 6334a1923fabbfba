package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ChangedFiles;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;

/** The program without its launcher, in locales that it can't change. */
class LocaleTest {

    private static final String TITLE = "Gr\u00fc\u00dfe \ud83d\ude00";

    @TempDir
    Path folder;

    private LiveServer server;
    private JsonCalls calls;

    @BeforeEach
    void start() {
        server = new LiveServer(folder);
        calls = new JsonCalls(server.url());
        new SimulatedWorker(server.url(), "w1", "worker one").registerCodebase("shop", "/srv/shop");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void argumentThatTheLocaleCanNotReadIsRefusedBeforeAnythingIsStored() throws Exception {
        assertThat(run(Map.of("LANG", "de_XX.UTF-8"), "submit --codebase=shop '" + TITLE + "'")).isEqualTo(2);

        assertThat(errors()).startsWith("agentmesh: an argument has characters that can't be read: LANG=de_XX.UTF-8, "
                + "which may not be installed here, gives the character set ").contains("set LC_ALL=C.UTF-8").hasLineCount(1);
        assertThat(calls.get("/v1/opencode/tasks")).isEmpty();
    }

    @Test
    void argumentInUtf8IsStoredAsItIs() throws Exception {
        assertThat(run(Map.of("LC_ALL", "C.UTF-8"), "submit --codebase=shop '" + TITLE + "'")).as(errors()).isZero();

        assertThat(calls.get("/v1/opencode/tasks").get(0).path("prompt").asText()).isEqualTo(TITLE);
    }

    @Test
    void argumentOfALatinTerminalIsRefusedAmongUtf8() throws Exception {
        assertThat(run(Map.of("LC_ALL", "C.UTF-8"), "submit --codebase=shop \"$(printf 'Gr\\374\\337e')\"")).isEqualTo(2);

        assertThat(errors()).isEqualTo("agentmesh: an argument has characters that can't be read: it isn't in UTF-8\n");
        assertThat(calls.get("/v1/opencode/tasks")).isEmpty();
    }

    @Test
    void folderWithAnUmlautIsRefusedWithTheVariableToSet() throws Exception {
        Path config = Files.writeString(folder.resolve("config.json"), "{\"codebases\": [\"shop:/srv/l\u00e4den\"]}");

        assertThat(run(Map.of("LC_ALL", "POSIX"), "worker --check '--config=" + config + "'")).isEqualTo(2);

        assertThat(errors()).contains("LC_ALL=POSIX", "set LC_ALL=C.UTF-8").doesNotContain("\tat ");
    }

    @Test
    void diffIsInUtf8InEveryLocale() throws Exception {
        String diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-" + TITLE + "\r\n+x\n";
        SimulatedWorker worker = new SimulatedWorker(server.url(), "w1", "worker one");
        String task = worker.submit(worker.registerCodebase("shop", "/srv/shop"), "t", "p");
        worker.claim(task);
        worker.complete(task, "r", new ChangedFiles(diff).outcome());

        assertThat(run(Map.of("LC_ALL", "POSIX"), "diff " + task)).as(errors()).isZero();

        assertThat(Files.readString(folder.resolve("output"))).isEqualTo(diff);
    }

    /** @param arguments as a shell reads them from a file: this build's own locale may not be able to hand them on */
    private int run(Map<String, String> locale, String arguments) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("run.sh"), "exec \"$@\" " + arguments + "\n");
        List<String> command = new ArrayList<>(List.of("sh", script.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), AgentMesh.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile())
                .redirectOutput(folder.resolve("output").toFile());
        List.of("LC_ALL", "LC_CTYPE", "LANG").forEach(builder.environment()::remove);
        builder.environment().putAll(locale);
        builder.environment().put("A2A_SERVER_URL", server.url().toString());
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }
}
