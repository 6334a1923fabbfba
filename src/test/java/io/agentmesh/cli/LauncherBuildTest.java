package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.Scripts;

/** When {@code bin/agentmesh} builds the jar, and what it needs for that. */
class LauncherBuildTest extends LauncherScene {

    @Test
    void missingJarIsBuiltOnceWithANotice() throws Exception {
        Result first = launch("doctor");
        Result second = launch("doctor");

        assertThat(first.errors()).contains("agentmesh: building " + jar()).hasLineCount(1);
        assertThat(second.errors()).isEmpty();
        assertThat(folder.resolve("mvn-calls")).hasContent(checkout + "\n");
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
    void installationWithoutSourcesRunsTheJarOfItsLibFolder() throws Exception {
        Files.delete(checkout.resolve("pom.xml"));
        assertThat(launch("doctor").errors()).contains("incomplete");

        Path jar = Files.createFile(Files.createDirectories(checkout.resolve("lib")).resolve("agentmesh.jar"));
        assertThat(launch("doctor").output()).contains("[" + jar + "]");
        assertThat(folder.resolve("mvn-calls")).doesNotExist();
    }
}
