package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.agentmesh.support.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

@Execution(ExecutionMode.CONCURRENT)
class ServeCommandTest {

    @TempDir
    Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    /** The program of the process tests. */
    static final class Program {

        public static void main(String[] args) {
            System.exit(new CommandLine(new ServeCommand(System.getenv())).execute(args));
        }
    }

    @Test
    void addressThatOthersReachIsRefused() {
        assertThat(run("--host", "0.0.0.0", "--port", "0", "--database", folder + "/x.db")).isEqualTo(2);

        assertThat(errors.toString()).hasLineCount(1).contains("0.0.0.0").contains("--insecure");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void malformedTokensAreRefusedWithoutShowingThem() throws IOException {
        Path file = Files.writeString(folder.resolve("tokens.json"), "[{\"name\": \"a\", \"token\": hush}]");
        variables.put("A2A_AUTH_TOKENS", "hush");

        assertThat(run("--port", "0", "--database", folder + "/x.db")).isEqualTo(2);
        variables.clear();
        assertThat(run("--port", "0", "--database", folder + "/x.db", "--tokens-file", file.toString())).isEqualTo(2);

        assertThat(errors.toString()).hasLineCount(2).contains("A2A_AUTH_TOKENS: entry 1", file + " is no valid JSON")
                .doesNotContain("hush");
        assertThat(folder.resolve("x.db")).doesNotExist();
    }

    @Test
    void badPortIsRefused() {
        assertThat(run("--port", "eighty")).isEqualTo(2);

        assertThat(errors.toString()).hasLineCount(1).contains("\"eighty\"");
    }

    @Test
    void badUrlOfRedisIsRefusedWithoutShowingIt() {
        variables.put("A2A_REDIS_URL", "redis://:hunter2@");

        assertThat(run("--port", "0", "--database", folder + "/x.db")).isEqualTo(2);

        assertThat(errors.toString()).hasLineCount(1).contains("A2A_REDIS_URL").doesNotContain("hunter2");
    }

    @Test
    void missingRoutesFolderIsRefused() {
        assertThat(run("--port", "0", "--database", folder + "/x.db", "--routes", folder + "/none")).isEqualTo(2);

        assertThat(errors.toString()).hasLineCount(1).contains("/none");
    }

    @Test
    void takenPortEndsTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", String.valueOf(taken.getLocalPort()), "--database", folder + "/x.db"))
                    .isEqualTo(1);
        }

        assertThat(errors.toString()).hasLineCount(1).contains("can't listen");
    }

    @Test
    void helpNamesEveryFlag() {
        assertThat(run("--help")).isZero();

        assertThat(output.toString()).contains("--host", "--port", "--database", "--routes", "--properties",
                "--insecure", "--tokens-file", "A2A_AUTH_TOKENS", "--redis-url", "A2A_REDIS_URL");
    }

    @Test
    void terminatedServerEndsWithZero() throws Exception {
        Process process = start("--port", "0", "--database", folder.resolve("x.db").toString());
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> said().contains("listens on http://127.0.0.1:"));
            process.destroy();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(said()).hasLineCount(1).contains("(database " + folder.resolve("x.db") + ")");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void insecureServerWarnsAtEachStart() throws Exception {
        Process process = start("--port", "0", "--host", "0.0.0.0", "--insecure", "--database",
                folder.resolve("x.db").toString());
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> said().contains("listens on"));
            assertThat(said()).contains("WARN").contains("0.0.0.0");
        } finally {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    @Test
    void serverWithTokensMayListenForOthersAndWarnsOfAFileThatTheyCanRead() throws Exception {
        Path file = Files.writeString(folder.resolve("tokens.json"),
                "[{\"name\": \"a\", \"token\": \"token-of-an-admin-1\", \"role\": \"admin\"}]");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Process process = start("--port", "0", "--host", "0.0.0.0", "--tokens-file", file.toString(), "--database",
                folder.resolve("x.db").toString());
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> said().contains("listens on"));
            assertThat(said().lines().filter(line -> line.contains("WARN"))).singleElement().asString()
                    .contains(file.toString(), "chmod 600");
            assertThat(said()).doesNotContain("token-of-an-admin-1");
        } finally {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    private int run(String... args) {
        return new CommandLine(new ServeCommand(variables)).setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(output, true)).execute(args);
    }

    private Process start(String... args) throws IOException {
        List<String> command = ChildJvm.command(Program.class);
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
