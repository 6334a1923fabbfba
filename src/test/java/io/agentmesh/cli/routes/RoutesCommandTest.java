package io.agentmesh.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.settings.value.SettingsException;

import picocli.CommandLine;

class RoutesCommandTest {

    private static final String MINE = """
            - route:
                id: %s
                description: Does it my way.
                from:
                  uri: direct
                  parameters:
                    name: %1$s
                  steps:
                    - stop: {}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> variables = new HashMap<>();

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
    void aRouteIsNotCopiedOutBesideOneOfItsNameInAnotherFolder() throws Exception {
        Path mine = Files.createDirectory(folder.resolve("run")).resolve("echo-task.camel.yaml");
        Files.writeString(mine, MINE.formatted("echo-task"));

        assertThatThrownBy(() -> run("eject", "echo-task", "--to", folder.toString()))
                .isInstanceOf(SettingsException.class).hasMessage(mine + " is there already, and is left as it is");
        assertThat(folder.resolve("echo-task.camel.yaml")).doesNotExist();
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
    void aRouteIsCopiedOutOnceAndNeverOverwritten() throws Exception {
        Path mine = folder.resolve("new/mine");

        run("eject", "claim-task", "--to", mine.toString());

        assertThat(mine.resolve("claim-task.camel.yaml")).hasSameTextualContentAs(
                Path.of("routes/worker/claim/claim-task.camel.yaml"));
        assertThat(out.toString().strip()).isEqualTo(mine.resolve("claim-task.camel.yaml").toString());
        Files.writeString(mine.resolve("claim-task.camel.yaml"), "changed");
        assertThatThrownBy(() -> run("eject", "claim-task", "--to", mine.toString()))
                .isInstanceOf(SettingsException.class).hasMessageContaining("is there already");
        assertThat(mine.resolve("claim-task.camel.yaml")).hasContent("changed");
    }

    @Test
    void aFileOfRoutesIsCopiedWithTheSqlThatItCalls() throws Exception {
        Path own = Files.createDirectories(folder.resolve("mine/sql")).resolve("renew-leases.sql");
        Files.writeString(own, "changed");

        run("eject", "leases", "--of", "server", "--to", folder.resolve("mine").toString());

        assertThat(out.toString().lines()).containsExactly(folder.resolve("mine/leases.camel.yaml").toString(),
                own.resolveSibling("select-lost-tasks.sql").toString(), own.resolveSibling("return-task.sql").toString());
        assertThat(own).hasContent("changed");
        assertThat(own.resolveSibling("return-task.sql")).hasSameTextualContentAs(
                Path.of("src/main/resources/sql/return-task.sql"));
    }

    @Test
    void sqlIsShownAndCopiedByItself() throws Exception {
        run("eject", "claim-task.sql", "--of", "server", "--to", folder.toString());
        Files.writeString(folder.resolve("sql/claim-task.sql"), "select 'mine'");
        run("show", "claim-task.sql", "--of", "server", "--routes", folder.toString());
        assertThat(out.toString()).endsWith("claim-task.sql" + System.lineSeparator() + "select 'mine'");

        run("list", "--of", "server", "--routes", folder.toString());

        assertThat(out.toString()).containsPattern("sql +claim-task.sql +replaced ")
                .contains("claim-task.sql is replaced by " + folder.resolve("sql/claim-task.sql"));
        assertThatThrownBy(() -> run("show", "claim.sql")).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("the worker has no route claim.sql");
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
    void aKameletIsCopiedToWhereItIsFound() throws Exception {
        run("eject", "agentmesh-webhook", "--to", folder.toString());
        run("list", "--routes", folder.toString(), "--json");

        assertThat(folder.resolve("kamelets/agentmesh-webhook.kamelet.yaml")).exists();
        assertThat(out.toString()).contains("\"id\":\"agentmesh-webhook\",\"file\":"
                + "\"kamelets/agentmesh-webhook.kamelet.yaml\",\"from\":\"replaced\"");
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

    @Test
    void aFileOfOnesOwnHasNoBuiltInOne() throws Exception {
        write("my-own");

        assertThatThrownBy(() -> run("eject", "my-own", "--routes", folder.toString()))
                .isInstanceOf(SettingsException.class).hasMessageContaining("is your own already");
        assertThatThrownBy(() -> run("show", "my-own", "--built-in", "--routes", folder.toString()))
                .isInstanceOf(SettingsException.class).hasMessageContaining("replaces no built-in file");
    }

    private void write(String name) throws Exception {
        Files.writeString(folder.resolve(name + ".camel.yaml"), MINE.formatted(Path.of(name).getFileName()));
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

    /** @throws Exception what the command itself throws */
    private void run(String... arguments) throws Exception {
        Exception[] thrown = new Exception[1];
        int exit = RoutesCommand.create(variables).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).setExecutionExceptionHandler((failure, line, parsed) -> {
                    thrown[0] = failure;
                    return 1;
                }).execute(arguments);
        if (thrown[0] != null) {
            throw thrown[0];
        }
        assertThat(exit).as(err.toString()).isZero();
    }
}
