package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.value.CodebaseSetting;

class WorkerCommandTest {

    @TempDir
    Path folder;

    private final List<WorkerSettings> started = new ArrayList<>();
    private final List<Path> propertiesFiles = new ArrayList<>();
    private Program program;

    @BeforeEach
    void program() throws IOException {
        folder = folder.toRealPath();
        program = new Program(folder, (settings, propertiesFile) -> {
            started.add(settings);
            propertiesFiles.add(propertiesFile);
            return 7;
        });
    }

    @Test
    void flagsBecomeSettingsAndTheWorkersCodeIsTheProgramsCode() throws IOException {
        Path shop = Files.createDirectory(folder.resolve("shop"));
        Path docs = Files.createDirectory(folder.resolve("docs"));

        int code = program.run("worker", "--server", "http://a:1/", "--name=w", "--codebase", "s:" + shop,
                "--codebase=" + docs, "--poll-interval", "2", "--serve-global", "--allow-public-model=false");

        assertThat(code).isEqualTo(7);
        assertThat(started).singleElement().satisfies(settings -> {
            assertThat(settings.serverUrl()).isEqualTo("http://a:1");
            assertThat(settings.workerId()).isEqualTo("w");
            assertThat(settings.codebases()).containsExactly(new CodebaseSetting("s", shop, ""),
                    new CodebaseSetting("docs", docs, ""));
            assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(2));
            assertThat(settings.serveGlobal()).isTrue();
            assertThat(settings.allowPublicModel()).isFalse();
        });
        assertThat(propertiesFiles).containsExactly((Path) null);
    }

    @Test
    void filesAreNamedByFlags() throws IOException {
        Path config = Files.writeString(folder.resolve("c.json"), "{\"server_url\": \"http://json\"}");
        Path properties = Files.writeString(folder.resolve("p.properties"), "worker.worker-name=p");

        program.run("worker", "--config=" + config, "--properties=p.properties");

        assertThat(started).singleElement().satisfies(settings -> {
            assertThat(settings.serverUrl()).isEqualTo("http://json");
            assertThat(settings.workerName()).isEqualTo("p");
        });
        assertThat(propertiesFiles).containsExactly(properties);
    }

    @Test
    void theLastOfARepeatedFlagCounts() {
        program.run("worker", "--server=http://a", "--name=first", "--worker-name=last");

        assertThat(started).singleElement().extracting(WorkerSettings::workerName).isEqualTo("last");
    }

    @Test
    void aValueThatBeginsWithAnAtIsNoFile() throws IOException {
        Files.writeString(folder.resolve("args"), "--serve-global");

        program.run("worker", "--server=http://a", "--name=@" + folder.resolve("args"));

        assertThat(started).singleElement().extracting(WorkerSettings::workerName)
                .isEqualTo("@" + folder.resolve("args"));
    }

    @Test
    void aBadSettingIsOneLineAndNothingStarts() {
        assertThat(program.run("worker", "--server=http://a", "--max-concurrent=0")).isEqualTo(2);

        assertThat(program.err().lines()).containsExactly("agentmesh worker: flag --max-concurrent: max_concurrent "
                + "is 0; allowed: a whole number from 1 to 100");
        assertThat(started).isEmpty();
    }

    @Test
    void aFlagWithoutItsValueIsTold() {
        assertThat(program.run("worker", "--poll-interval")).isEqualTo(2);

        assertThat(program.err())
                .startsWith("agentmesh worker: missing required parameter for option '--poll-interval'");
    }

    @Test
    void theTokenIsNoFlag() {
        assertThat(program.run("worker", "--server=http://a", "--auth-token=hunter2")).isEqualTo(2);
        assertThat(program.err()).doesNotContain("hunter2");
    }

    @Test
    void checkShowsSettingsWithTheirSourcesAndStartsNothing() {
        program.variable("A2A_AUTH_TOKEN", "hunter2").variable("A2A_KEEP_RUNS", "3");

        assertThat(program.run("worker", "--server=http://a", "--check")).isZero();

        assertThat(program.out()).doesNotContain("hunter2");
        assertThat(program.out().lines())
                .anyMatch(line -> line.matches("SETTING +VALUE +FROM"))
                .anyMatch(line -> line.matches("server_url +http://a +flag --server"))
                .anyMatch(line -> line.matches("auth_token +\\*+ +environment variable A2A_AUTH_TOKEN"))
                .anyMatch(line -> line.matches("keep_runs +3 +environment variable A2A_KEEP_RUNS"))
                .anyMatch(line -> line.matches("task_timeout +30m +default"))
                .anyMatch(line -> line.matches("model +- +default"))
                .hasSize(WorkerSetting.values().length + 1);
        assertThat(started).isEmpty();
    }

    @Test
    void checkShowsEachItemOfAListOnALine() throws IOException {
        Path shop = Files.createDirectory(folder.resolve("shop"));
        Path docs = Files.createDirectory(folder.resolve("docs"));

        program.run("worker", "--server=http://a", "--check", "--codebase=" + shop, "--codebase=d:" + docs);

        assertThat(program.out().lines())
                .anyMatch(line -> line.matches("codebases +shop:" + shop + " +flag --codebase"))
                .anyMatch(line -> line.matches(" +d:" + docs));
    }

    @Test
    void checkRefusesWhatAStartWouldRefuse() {
        assertThat(program.run("worker", "--check")).isEqualTo(2);
        assertThat(program.err()).contains("server_url is missing");
    }

    @ParameterizedTest
    @EnumSource
    void helpTellsEverySettingWithItsVariable(WorkerSetting setting) {
        assertThat(program.run("worker", "--help")).isZero();

        assertThat(program.out()).contains(setting.variable());
        assertThat(setting.flags()).allMatch(flag -> program.out().contains(flag));
    }

    @Test
    void helpTellsDefaultsAndFitsATerminal() {
        program.run("worker", "--help");

        assertThat(program.out()).contains("[default 5s, A2A_POLL_INTERVAL]", "--codebase=[NAME:]DIR",
                "Where settings come from", "--config=FILE", "--check");
        assertThat(program.out().lines()).allMatch(line -> line.length() <= 80);
    }
}
