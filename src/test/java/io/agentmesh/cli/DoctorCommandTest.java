package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.cli.doctor.Doctor;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.source.WorkerSettingsReader;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Scripts;

import picocli.CommandLine;

class DoctorCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void installOpenCode() throws IOException {
        Scripts.shell(folder.resolve("bin/opencode"), "case $1 in --version) echo 1.18.33 ;; models) echo local/b ;; esac");
        variables.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    }

    @Test
    void aHealthyMachineIsToldSo() {
        try (ClassicServer server = new ClassicServer()) {
            int exit = run("doctor", "--server=" + server.url(), "--model=local/b", "--codebase=" + folder);

            assertThat(out.toString()).contains("ok       server    " + server.url() + " answers", "ok       model     local/b",
                    "warning  codebase", "                   -> git init", "no problem was found, 1 warning");
            assertThat(exit).isZero();
            assertThat(server.calls("POST .*")).isEmpty();
        }
        assertThat(folder.resolve(".local")).doesNotExist();
    }

    @Test
    void oneProblemIsEnoughForExitOne() throws IOException {
        assertThat(run("doctor", "--server=http://127.0.0.1:1", "--model=other/b", "--json")).isOne();

        JsonNode diagnosis = new ObjectMapper().readTree(out.toString());
        assertThat(diagnosis.path("well").asBoolean(true)).isFalse();
        assertThat(diagnosis.path("checks").findValuesAsText("check")).contains("settings", "user", "server", "redis", "opencode",
                "model", "codebase", "disk", "outbox", "memory");
        assertThat(diagnosis.path("checks")).filteredOn(check -> check.path("status").asText().equals("problem"))
                .extracting(check -> check.path("check").asText()).containsExactly("server", "model");
    }

    @Test
    void theModelOfOpenCodesOwnConfigurationCounts() throws IOException {
        Path config = Files.createDirectories(folder.resolve(".config/opencode"));
        Files.writeString(config.resolve("opencode.json"), "{\"model\": \"local/b\"}");

        run("doctor", "--server=http://127.0.0.1:1");
        assertThat(out.toString()).contains("ok       model     local/b is known");
    }

    @Test
    void settingsThatCannotBeReadAreTheOnlyFinding() {
        assertThat(run("doctor", "--poll-interval=never", "--server=http://127.0.0.1:1")).isOne();

        assertThat(out.toString()).startsWith("PROBLEM  settings  ").contains("--poll-interval", "1 to be solved")
                .doesNotContain("server    http");
    }

    @Test
    void anUnknownFlagIsTheCommandLinesMistake() {
        assertThat(run("doctor", "--servr=http://127.0.0.1:1")).isEqualTo(2);
        assertThat(err.toString()).contains("unknown option --servr");
    }

    private int run(String... args) {
        HostEnvironment host = new HostEnvironment(variables, folder, folder, folder.resolve("etc.json"), () -> "box");
        CommandLine line = AgentMesh.commandLine(host, List.of(
                new DoctorCommand(new WorkerSettingsReader(host), new Doctor(host, "someone")).spec()));
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
    }
}
