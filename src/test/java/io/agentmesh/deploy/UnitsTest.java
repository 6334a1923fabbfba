package io.agentmesh.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.cli.CommandFlags;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.support.Needed;
import io.agentmesh.support.Scripts;
import io.agentmesh.support.Tool;
import io.agentmesh.worker.lifecycle.WorkerExit;

/** The units of {@code src/deploy/systemd}, as systemd itself judges them, and against the program that they start. */
class UnitsTest {

    private static final Path UNITS = Path.of("src/deploy/systemd");
    private static final String PROGRAM = "/usr/local/bin/agentmesh";
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: (\\d+\\.\\d)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"agentmesh-worker.service", "agentmesh-worker@.service", "agentmesh-server.service"})
    void systemdFindsNothingWrong(String unit) throws IOException {
        assertThat(analyze("verify", copy(unit).toString())).isEmpty();
    }

    @Test
    void systemdOfAUserFindsNothingWrong() throws IOException {
        assertThat(analyze("--user", "verify", copy("user/agentmesh-worker.service").toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"agentmesh-worker.service, 2.5", "agentmesh-worker@.service, 2.5", "agentmesh-server.service, 1.5"})
    void theyAreHardened(String unit, double max) throws IOException {
        String verdict = analyze("security", "--offline=true", "--no-pager", copy(unit).toString());

        Matcher exposure = EXPOSURE.matcher(verdict);
        assertThat(exposure.find()).as(verdict).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(max);
    }

    @Test
    void codebasesStayWritable() throws IOException {
        assertThat(lines("agentmesh-worker.service")).contains("ProtectSystem=full")
                .noneMatch(line -> line.matches("(ProtectHome|ReadOnlyPaths|InaccessiblePaths|TemporaryFileSystem)=.*"));
    }

    /** What would break the hand over, and why, stands in docs/operations.md. */
    @Test
    void aReloadLeavesTheAgentsAlone() throws IOException {
        for (String unit : List.of("agentmesh-worker.service", "agentmesh-worker@.service", "user/agentmesh-worker.service")) {
            assertThat(lines(unit)).contains("Type=notify", "KillMode=process", "ExecReload=/bin/kill -USR1 $MAINPID",
                            "Restart=always", "Delegate=yes",
                            "SuccessExitStatus=" + WorkerExit.ENDED_TASKS + " " + WorkerExit.HANDED_OVER)
                    .anyMatch(line -> line.startsWith("WatchdogSec="))
                    .noneMatch(line -> line.matches("(PrivateTmp|PrivateUsers|ProtectControlGroups)=yes"));
        }
    }

    @Test
    void oneOfSeveralIsLikeTheOnlyOneButForItsNames() throws IOException {
        List<String> only = lines("agentmesh-worker.service");
        List<String> several = lines("agentmesh-worker@.service");

        assertThat(several).filteredOn(line -> !only.contains(line)).containsExactly("Description=AgentMesh Worker %i",
                "Environment=A2A_WORKER_NAME=%H-%i", "Environment=A2A_STATE_DIR=/var/lib/agentmesh/workers/%i",
                "EnvironmentFile=-/etc/a2a-worker/%i.env",
                "ExecStart=" + PROGRAM + " worker --config /etc/a2a-worker/%i.json");
        assertThat(only).filteredOn(line -> !several.contains(line)).containsExactly("Description=AgentMesh Worker",
                "ExecStart=" + PROGRAM + " worker --config /etc/a2a-worker/config.json", "Alias=a2a-worker.service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agentmesh-worker.service", "agentmesh-worker@.service", "agentmesh-server.service",
        "user/agentmesh-worker.service"})
    void whatTheyStartExists(String unit) throws IOException {
        Set<String> variables = Stream.of(WorkerSetting.values()).map(WorkerSetting::variable).collect(Collectors.toSet());
        List<String> lines = lines(unit);
        List<String> words = lines.stream().filter(line -> line.startsWith("ExecStart=")).findFirst()
                .map(line -> Arrays.asList(line.substring("ExecStart=".length()).split(" "))).orElseThrow();

        assertThat(words.get(0)).isEqualTo(PROGRAM);
        assertThat(words).filteredOn(word -> word.startsWith("--")).isSubsetOf(CommandFlags.all().get(words.get(1)));
        assertThat(lines).filteredOn(line -> line.startsWith("Environment=A2A_")).map(line -> line.split("=")[1])
                .isSubsetOf(variables);
    }

    private static List<String> lines(String unit) throws IOException {
        return Files.readAllLines(UNITS.resolve(unit)).stream().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** With a program that is there: on this machine ours needn't be installed. */
    private Path copy(String unit) throws IOException {
        Path program = Scripts.shell(folder.resolve("agentmesh"), "");
        Path copy = folder.resolve(UNITS.resolve(unit).getFileName().toString().replace("@.", "@a."));
        return Files.writeString(copy, Files.readString(UNITS.resolve(unit)).replace(PROGRAM, program.toString()));
    }

    private String analyze(String... arguments) {
        Path program = Needed.tool(Tool.SYSTEMD_ANALYZE);
        return Shell.run(Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList(),
                Map.of("XDG_RUNTIME_DIR", folder.toString())).output();
    }
}
