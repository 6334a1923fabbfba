package io.agentmesh.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.settings.value.SettingsException;

/** What agentmesh routes lists and shows. */
class RoutesCommandTest extends RoutesCommandScene {

    @ParameterizedTest
    @CsvSource({"worker, run-opencode", "server, monitor-workers"})
    void everyRouteAndKameletIsListedWithWhatItDoes(String program, String one) throws Exception {
        run("list", "--of", program, "--json");

        List<String> files = StreamSupport.stream(new ObjectMapper().readTree(out.toString()).spliterator(), false)
                .map(row -> row.path("file").asText()).distinct().toList();
        assertThat(files).containsExactlyInAnyOrderElementsOf(Stream.concat(
                names("routes/" + program, ".camel.yaml", ""), names("routes/kamelets", ".yaml", "kamelets/")).toList());
        assertThat(row(one).path("from").asText()).isEqualTo("built-in");
        assertThat(row(one).path("description").asText()).isNotBlank();
        assertThat(row("agentmesh-webhook").path("description").asText()).startsWith("For any hook");
    }

    @Test
    void theListSaysWhatIsReplacedAndWhatIsAdded() throws Exception {
        write("echo-task");
        write("my-own");
        variables.put("A2A_ROUTES", folder.toString());

        run("list");

        assertThat(out.toString()).containsPattern("echo-task +replaced +Does it my way.")
                .containsPattern("my-own +added +Does it my way.").containsPattern("noop-task +built-in +Completes")
                .contains("echo-task is replaced by " + folder.resolve("echo-task.camel.yaml"));
    }

    @Test
    void theListIsInTheOrderOfTheStages() throws Exception {
        Files.createDirectory(folder.resolve("watch"));
        write("watch/my-own");

        run("list", "--routes", folder.toString());

        assertThat(out.toString().lines().map(line -> line.split(" +")[0]).distinct().takeWhile(stage -> !stage.isEmpty()))
                .containsExactly("STAGE", "intake", "claim", "run", "output", "report", "registration", "shared", "watch",
                        "kamelets");
        assertThat(out.toString()).containsPattern("run +echo-task +built-in ");
    }

    @Test
    void aFileThatCannotBeReadIsListedToo() throws Exception {
        Files.writeString(folder.resolve("echo-task.camel.yaml"), "- route: [");

        run("list", "--routes", folder.toString());

        assertThat(out.toString()).containsPattern("echo-task +replaced +can't be read: .*line 1");
    }

    @Test
    void whatIsLoadedIsShown() throws Exception {
        write("echo-task");
        run("show", "echo-task", "--routes", folder.toString());
        String own = out.toString();
        run("show", "echo-task.camel.yaml", "--routes", folder.toString(), "--built-in");

        assertThat(own).isEqualTo(MINE.formatted("echo-task"));
        assertThat(out.toString()).isEqualTo(own + Files.readString(Path.of("routes/worker/run/echo-task.camel.yaml")));
    }

    @Test
    void theServersRoutesAreListedByFile() throws Exception {
        Files.copy(Path.of("routes/server/leases.camel.yaml"), folder.resolve("leases.camel.yaml"));

        run("list", "--of", "server", "--routes", folder.toString());

        assertThat(out.toString()).startsWith("FILE ").containsPattern("(?m)^tasks +claim-task +built-in +Gives a pending")
                .containsPattern("(?m)^leases +return-task +replaced ")
                .containsOnlyOnce("leases is replaced by " + folder.resolve("leases.camel.yaml"));
        assertThatThrownBy(() -> run("show", "claim-task", "--of", "server")).isInstanceOf(SettingsException.class)
                .hasMessage("the server has no route claim-task; what it did is in tasks now");
    }

    @Test
    void anUnknownNameIsSaidWithANearOne() {
        assertThatThrownBy(() -> run("show", "try-next-time")).isInstanceOf(SettingsException.class)
                .hasMessage("the worker has no route try-next-time (did you mean errors?)");
        assertThatThrownBy(() -> run("show", "take-entry")).isInstanceOf(SettingsException.class)
                .hasMessage("the worker has no route take-entry; what it did is in dispatch-queue-entry now");
        assertThatThrownBy(() -> run("eject", "nothing-like-it")).isInstanceOf(SettingsException.class)
                .hasMessage("the worker has no route nothing-like-it; 'agentmesh routes list' names them all");
    }

    private JsonNode row(String id) throws Exception {
        return StreamSupport.stream(new ObjectMapper().readTree(out.toString()).spliterator(), false)
                .filter(row -> row.path("id").asText().equals(id)).findFirst().orElseThrow();
    }

    private static Stream<String> names(String folder, String suffix, String prefix) throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix)).map(file -> prefix + file.getFileName())
                    .toList().stream();
        }
    }
}
