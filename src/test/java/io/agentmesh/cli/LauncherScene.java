package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.Scripts;

/** {@code bin/agentmesh} in a checkout made for the test, with scripted {@code java}, {@code javac} and {@code mvn}. */
abstract class LauncherScene {

    static final String JAVA = """
            if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-04-15' >&2; exit; fi
            echo "home=$AGENTMESH_HOME"
            echo "pid=$$"
            echo "locale=${LC_ALL:-} ${LANG:-}"
            for argument; do echo "[$argument]"; done
            exit 5
            """;

    @TempDir
    Path folder;

    final Map<String, String> environment = new HashMap<>();
    Path checkout;
    Path tools;

    @BeforeEach
    void makeCheckout() throws Exception {
        checkout = Files.createDirectories(folder.toRealPath().resolve("a check out"));
        Files.createDirectories(checkout.resolve("bin"));
        Files.copy(Path.of("bin/agentmesh"), checkout.resolve("bin/agentmesh"));
        for (String source : List.of("src/main/java/A.java", "routes/worker/a.camel.yaml", "pom.xml",
                "application.properties")) {
            Files.createDirectories(checkout.resolve(source).getParent());
            Files.createFile(checkout.resolve(source));
        }
        tools = folder.resolve("tools");
        Scripts.shell(tools.resolve("java"), JAVA.formatted("17.0.15"));
        Scripts.shell(tools.resolve("javac"), "");
        Scripts.shell(tools.resolve("mvn"), "pwd >> ../mvn-calls; mkdir -p target; echo new > target/agentmesh.jar");
        for (String tool : List.of("dirname", "readlink", "find", "head", "sed", "rm", "mkdir")) {
            Scripts.shell(tools.resolve(tool), "exec " + locate(tool) + " \"$@\"");
        }
        environment.put("PATH", tools.toString());
    }

    final Path jar() {
        return checkout.resolve("target/agentmesh.jar");
    }

    static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private static Path locate(String tool) {
        return List.of("/bin/", "/usr/bin/").stream().map(place -> Path.of(place + tool)).filter(Files::exists)
                .findFirst().orElseThrow();
    }

    final Result launch(String... arguments) throws Exception {
        return launchFrom(checkout.resolve("bin/agentmesh"), arguments);
    }

    final Result launchFrom(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile())
                .redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.pid(), process.exitValue(), Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }

    record Result(long pid, int exit, String output, String errors) {
    }
}
