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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.Scripts;

/** {@code bin/agentmesh} in a checkout made for the test, with scripted {@code java}, {@code javac} and {@code mvn}. */
class LauncherTest {

    private static final String JAVA = """
            if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-04-15' >&2; exit; fi
            echo "home=$AGENTMESH_HOME"
            echo "pid=$$"
            echo "locale=${LC_ALL:-} ${LANG:-}"
            for argument; do echo "[$argument]"; done
            exit 5
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path checkout;
    private Path tools;

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

    @Test
    void missingJarIsBuiltOnceWithANotice() throws Exception {
        Result first = launch("doctor");
        Result second = launch("doctor");

        assertThat(first.errors()).contains("agentmesh: building " + jar()).hasLineCount(1);
        assertThat(second.errors()).isEmpty();
        assertThat(folder.resolve("mvn-calls")).hasContent(checkout + "\n");
    }

    @Test
    void argumentsFlagsHomeAndExitCodeArePassedOn() throws Exception {
        environment.put("AGENTMESH_JAVA_OPTS", "-Dx=1 -Xmx64m");

        Result result = launch("worker", "--name", "two words", "");

        assertThat(result.exit()).isEqualTo(5);
        assertThat(result.output().lines()).contains("home=" + checkout)
                .containsSubsequence("[-XX:+UseSerialGC]", "[-Xmx96m]", "[-Dx=1]", "[-Xmx64m]", "[-jar]",
                        "[" + jar() + "]", "[worker]", "[--name]", "[two words]", "[]");
    }

    @ParameterizedTest
    @CsvSource({"--max-concurrent 60, , 568", "--max-concurrent=60, , 568", "--once, 4, 120", "--max-concurrent 2, 60, 104",
        "--max-concurrent, , 96", "--max-concurrent 1x, , 96", "--max-concurrent 100000, , 96"})
    void theHeapGrowsWithTheTasksAtOnce(String arguments, String variable, int heap) throws Exception {
        if (variable != null) {
            environment.put("A2A_MAX_CONCURRENT", variable);
        }

        assertThat(launch(("worker " + arguments).split(" ")).output()).contains("[-Xmx" + heap + "m]");
    }

    @Test
    void shortCommandsKeepTheHeapOfTheirMachine() throws Exception {
        assertThat(launch("--help").output()).contains("[-XX:TieredStopAtLevel=1]").doesNotContain("-Xmx");
        assertThat(launch().output()).endsWith("[" + jar() + "]\n");
    }

    @Test
    void javaTakesThePlaceOfTheShellSoThatSignalsArrive() throws Exception {
        Result result = launch("worker");

        assertThat(result.output()).contains("pid=" + result.pid() + "\n");
    }

    @Test
    void symlinksLeadToTheCheckout() throws Exception {
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("one"), checkout.resolve("bin/agentmesh"));
        Files.createSymbolicLink(links.resolve("two"), Path.of("one"));

        assertThat(launchFrom(links.resolve("two")).output()).contains("home=" + checkout + "\n");
    }

    @Test
    void newerSourceIsBuiltAgain() throws Exception {
        launch("doctor");
        for (String source : List.of("src/main/java/A.java", "routes/worker/a.camel.yaml", "pom.xml",
                "application.properties")) {
            age(jar());
            Files.setLastModifiedTime(checkout.resolve(source), FileTime.from(Instant.now()));

            assertThat(launch("doctor").errors()).as(source).contains("building");
            age(checkout.resolve(source));
        }
        assertThat(launch("doctor").errors()).isEmpty();
    }

    @Test
    void buildNeverWritesIntoAJarThatMayBeRunning() throws Exception {
        launch("doctor");
        Path opened = Files.createLink(folder.resolve("opened.jar"), Files.writeString(jar(), "old"));
        age(jar());
        Files.writeString(checkout.resolve("pom.xml"), "changed");

        launch("doctor");

        assertThat(opened).hasContent("old");
        assertThat(jar()).hasContent("new\n");
    }

    @Test
    void failedBuildLeavesNoHalfJar() throws Exception {
        Scripts.shell(tools.resolve("mvn"), "mkdir -p target; echo half > target/agentmesh.jar; echo broken; exit 1");

        Result result = launch("doctor");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errors()).contains("broken").contains("the build failed");
        assertThat(result.output()).isEmpty();
        assertThat(jar()).doesNotExist();
    }

    @Test
    void missingToolsAreNamed() throws Exception {
        Files.delete(tools.resolve("mvn"));
        assertThat(launch("demo").errors()).contains("Maven (mvn) is needed");
        Files.delete(tools.resolve("javac"));
        assertThat(launch("demo").errors()).contains("needs a JDK 17");
        Scripts.shell(tools.resolve("java"), JAVA.formatted("11.0.2"));
        assertThat(launch("demo").errors()).contains("is Java 11: 17 or later is needed");
        Scripts.shell(tools.resolve("java"), JAVA.formatted("1.8.0_402"));
        assertThat(launch("demo").errors()).contains("is Java 1: 17 or later is needed");
        Files.delete(tools.resolve("java"));
        assertThat(launch("demo").errors()).contains("no Java found").hasLineCount(1);
    }

    @Test
    void javaHomeIsHonoured() throws Exception {
        Path home = folder.resolve("jdk");
        Scripts.shell(home.resolve("bin/java"), JAVA.formatted("21") + "\n");
        Scripts.shell(home.resolve("bin/javac"), "");
        Files.delete(tools.resolve("java"));
        environment.put("JAVA_HOME", home.toString());
        assertThat(launch("doctor").exit()).isEqualTo(5);

        environment.put("JAVA_HOME", folder.resolve("no-jdk").toString());
        assertThat(launch("doctor").errors()).contains("no bin/java in it");
    }

    @Test
    void localeThatIsNamedButNotInstalledGivesWayToOneOfUtf8() throws Exception {
        Scripts.shell(tools.resolve("locale"), "case ${LC_ALL:-$LANG} in tr_TR.UTF-8) echo UTF-8 ;; *) echo ANSI_X3.4-1968 ;; esac");
        environment.put("LANG", "de_DE.UTF-8");
        assertThat(launch("doctor").output()).contains("locale=C.UTF-8 de_DE.UTF-8\n");
        environment.put("LANG", "tr_TR.UTF-8");
        assertThat(launch("doctor").output()).contains("locale= tr_TR.UTF-8\n");
        environment.put("LC_ALL", "POSIX");
        assertThat(launch("doctor").output()).contains("locale=C.UTF-8 tr_TR.UTF-8\n");
    }

    @Test
    void withoutTheProgramThatKnowsTheLocaleItsNameCounts() throws Exception {
        environment.put("LANG", "de_DE.utf8");
        assertThat(launch("doctor").output()).contains("locale= de_DE.utf8\n");
        environment.put("LANG", "de_DE");
        assertThat(launch("doctor").output()).contains("locale=C.UTF-8 de_DE\n");
    }

    @Test
    void installationWithoutSourcesRunsTheJarOfItsLibFolder() throws Exception {
        Files.delete(checkout.resolve("pom.xml"));
        assertThat(launch("doctor").errors()).contains("incomplete");

        Path jar = Files.createFile(Files.createDirectories(checkout.resolve("lib")).resolve("agentmesh.jar"));
        assertThat(launch("doctor").output()).contains("[" + jar + "]");
        assertThat(folder.resolve("mvn-calls")).doesNotExist();
    }

    private Path jar() {
        return checkout.resolve("target/agentmesh.jar");
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private static Path locate(String tool) {
        return List.of("/bin/", "/usr/bin/").stream().map(place -> Path.of(place + tool)).filter(Files::exists)
                .findFirst().orElseThrow();
    }

    private Result launch(String... arguments) throws Exception {
        return launchFrom(checkout.resolve("bin/agentmesh"), arguments);
    }

    private Result launchFrom(Path program, String... arguments) throws Exception {
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

    private record Result(long pid, int exit, String output, String errors) {
    }
}
