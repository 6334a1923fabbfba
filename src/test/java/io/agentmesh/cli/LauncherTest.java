package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.agentmesh.support.Scripts;

/** How {@code bin/agentmesh} starts Java. */
class LauncherTest extends LauncherScene {

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
}
