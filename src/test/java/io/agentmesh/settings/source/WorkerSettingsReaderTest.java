package io.agentmesh.settings.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.agentmesh.settings.SettingsFixture;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.value.CodebaseSetting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSettingsReaderTest {

    @TempDir
    Path folder;

    private SettingsFixture machine;

    @BeforeEach
    void machine() {
        machine = new SettingsFixture(folder);
    }

    @Test
    void aServerIsEnough() {
        WorkerSettings settings = machine.server().read();

        assertThat(settings.serverUrl()).isEqualTo("http://127.0.0.1:8000");
        assertThat(settings.workerName()).isEqualTo("build-box");
        assertThat(settings.workerId()).isEqualTo("build-box");
        assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.codebases()).isEmpty();
        assertThat(settings.maxConcurrent()).isEqualTo(1);
        assertThat(settings.capabilities()).containsExactly("opencode");
        assertThat(settings.authToken()).isNull();
        assertThat(settings.opencodeBin()).isNull();
        assertThat(settings.model()).isNull();
        assertThat(settings.allowPublicModel()).isFalse();
        assertThat(settings.opencodeConfig()).isEmpty();
        assertThat(settings.taskTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.stallTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.killGrace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.drainTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.heartbeatInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.stateDir()).isEqualTo(machine.home.resolve(".local/state/a2a-worker"));
        assertThat(settings.allowedRoots()).isEmpty();
        assertThat(settings.serveGlobal()).isFalse();
        assertThat(settings.keepRuns()).isEqualTo(50);
        assertThat(settings.outputFormat()).isEqualTo("text");
        assertThat(settings.routing().folder()).isNull();
    }

    @Test
    void theDocumentedConfigurationFileIsRead() {
        Path a = machine.folder("home/user/project-a");
        Path b = machine.folder("home/user/project-b");
        Path config = machine.file("config.json", """
                {
                  "server_url": "https://agentmesh.example.com",
                  "worker_name": "worker-1",
                  "poll_interval": 5,
                  "codebases": ["%s", "%s"]
                }
                """.formatted(a, b));

        WorkerSettings settings = machine.config(config).read();

        assertThat(settings.serverUrl()).isEqualTo("https://agentmesh.example.com");
        assertThat(settings.workerName()).isEqualTo("worker-1");
        assertThat(settings.workerId()).isEqualTo("worker-1");
        assertThat(settings.codebases()).containsExactly(new CodebaseSetting("project-a", a, ""),
                new CodebaseSetting("project-b", b, ""));
    }

    @Test
    void aSlashAtTheEndOfTheServersUrlIsDropped() {
        assertThat(machine.flag(WorkerSetting.SERVER_URL, "https://mesh.example.com/base//").read().serverUrl())
                .isEqualTo("https://mesh.example.com/base");
    }

    @Test
    void theIdIsMadeOfANameThatCanNotStandInAUrl() {
        WorkerSettings settings = machine.server().flag(WorkerSetting.WORKER_NAME, "Anna's Mac / 2").read();

        assertThat(settings.workerName()).isEqualTo("Anna's Mac / 2");
        assertThat(settings.workerId()).isEqualTo("Anna-s-Mac-2");
    }

    @Test
    void aNameThatLeavesNoIdStillGivesOne() {
        assertThat(machine.server().hostName("..").read().workerId()).isEqualTo("worker");
    }

    @Test
    void namesOfAnyScriptHaveIdsOfTheirOwn() {
        assertThat(idOf("工人")).matches("worker-[0-9a-f]+").isNotEqualTo(idOf("木人")).isEqualTo(idOf("工人"));
        assertThat(idOf("Büro 1")).matches("B-ro-1-[0-9a-f]+").isNotEqualTo(idOf("Bäro 1"));
    }

    @Test
    void namesLongerThanAnIdAreCutAndKeptApart() {
        assertThat(idOf("n".repeat(200))).hasSize(128).isNotEqualTo(idOf("n".repeat(199)));
        assertThat(idOf("n".repeat(128))).isEqualTo("n".repeat(128));
    }

    private String idOf(String name) {
        return machine.server().flag(WorkerSetting.WORKER_NAME, name).read().workerId();
    }

    @Test
    void durationsTakeSecondsAndUnits() {
        machine.server().flag(WorkerSetting.POLL_INTERVAL, "0.5").flag(WorkerSetting.TASK_TIMEOUT, "1h")
                .flag(WorkerSetting.KILL_GRACE, "500ms").variable("A2A_DRAIN_TIMEOUT", "1.5 m");
        machine.userConfig("""
                {"stall_timeout": "5m", "heartbeat_interval": 2.25}""");

        WorkerSettings settings = machine.read();

        assertThat(settings.pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.taskTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.killGrace()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.drainTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.stallTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.heartbeatInterval()).isEqualTo(Duration.ofMillis(2250));
    }

    @Test
    void codebasesAreNamedByTheirFolderOrByTheirOwner() throws IOException {
        Path app = machine.folder("src/app");
        Path odd = machine.folder("src/a:b,c");
        Path link = Files.createSymbolicLink(machine.root.resolve("src/current"), machine.folder("src/release-7"));
        Path below = machine.folder("work/below");

        machine.server().flag(WorkerSetting.CODEBASES, "shop:" + app).flag(WorkerSetting.CODEBASES, odd.toString())
                .flag(WorkerSetting.CODEBASES, link.toString()).flag(WorkerSetting.CODEBASES, "below");

        assertThat(machine.read().codebases()).containsExactly(new CodebaseSetting("shop", app, ""),
                new CodebaseSetting("a:b,c", odd, ""),
                new CodebaseSetting("current", machine.root.resolve("src/release-7"), ""),
                new CodebaseSetting("below", below, ""));
    }

    @Test
    void codebasesInTheEnvironmentAreSeparatedByCommasOrAreJson() {
        Path app = machine.folder("src/app");
        Path lib = machine.folder("src/lib");

        machine.server().variable("A2A_CODEBASES", app + ", l:" + lib);
        assertThat(machine.read().codebases()).extracting(CodebaseSetting::name).containsExactly("app", "l");

        machine.variable("A2A_CODEBASES", "[{\"path\": \"%s\", \"description\": \"d\", \"share_repository\": true}, \"%s\"]"
                .formatted(app, lib));
        assertThat(machine.read().codebases()).containsExactly(new CodebaseSetting("app", app, "d", false, true, null),
                new CodebaseSetting("lib", lib, ""));
    }

    @Test
    void pathsInAFileStartFromItsFolderAndTildeIsHome() {
        Path app = machine.folder("conf/app");
        Path mine = machine.folder("home/ann/mine");
        Path config = machine.file("conf/config.json", """
                {"server_url": "http://a", "codebases": ["app", {"path": "~/mine", "name": "m"}], "state_dir": "s"}""");

        WorkerSettings settings = machine.config(config).read();

        assertThat(settings.codebases()).extracting(CodebaseSetting::path).containsExactly(app, mine);
        assertThat(settings.stateDir()).isEqualTo(machine.root.resolve("conf/s"));
    }

    @Test
    void theStateFolderFollowsXdg() {
        machine.server().variable("XDG_STATE_HOME", "/var/lib/state");
        assertThat(machine.read().stateDir()).isEqualTo(Path.of("/var/lib/state/a2a-worker"));

        machine.variable("XDG_STATE_HOME", "relative");
        assertThat(machine.read().stateDir()).isEqualTo(machine.home.resolve(".local/state/a2a-worker"));
    }

    @Test
    void openCodesConfigurationIsAnObject() {
        machine.server().variable("A2A_OPENCODE_CONFIG", "{\"permission\": {\"bash\": \"deny\"}}");

        assertThat(machine.read().opencodeConfig().at("/permission/bash").asText()).isEqualTo("deny");
    }

    @Test
    void aPublicModelIsUsedOnlyWhereItIsAllowed() {
        machine.server().flag(WorkerSetting.MODEL, "opencode/big-pickle")
                .flag(WorkerSetting.ALLOW_PUBLIC_MODEL, "true");

        assertThat(machine.read().model()).isEqualTo("opencode/big-pickle");
    }
}
