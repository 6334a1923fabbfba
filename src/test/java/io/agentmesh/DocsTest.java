package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.agentmesh.cli.CommandFlags;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.source.WorkerSettingsReader;
import io.agentmesh.support.DeclaredProperties;
import io.agentmesh.support.MarkdownFile;
import io.agentmesh.support.RouteFile;

/** Links, keys, flags, variables, properties, commands and calls of the documentation are those of the program. */
class DocsTest {

    private static final MarkdownFile README = MarkdownFile.of(Path.of("README.md"));
    private static final MarkdownFile CONFIGURATION = MarkdownFile.of(Path.of("docs/configuration.md"));
    private static final MarkdownFile SERVER = MarkdownFile.of(Path.of("docs/server.md"));
    private static final MarkdownFile TASKS = MarkdownFile.of(Path.of("docs/tasks.md"));
    private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern PROPERTY = Pattern.compile("(?<![\\w./-])(?:worker|server|demo)\\.[a-z][a-z-]*");
    private static final Pattern OWN_FILE = Pattern.compile("(?<![\\w/.{-])(?:routes|src|docs|bin)/[\\w./-]*\\w");
    private static final String SHOWN_EMPTY = "–";

    private final List<MarkdownFile> all = MarkdownFile.all();
    private final DeclaredProperties declared = DeclaredProperties.of(Path.of("application.properties"));
    private final Map<String, Set<String>> flags = CommandFlags.all();

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(all).flatMap(MarkdownFile::brokenLinks).isEmpty();
    }

    @Test
    void everyFileThatIsNamedExists() {
        assertThat(current()).flatMap(MarkdownFile::code)
                .flatMap(code -> OWN_FILE.matcher(code).results().map(match -> Path.of(match.group())).toList())
                .isNotEmpty().allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void noFileNamesTheMachineOfWhoWroteIt() {
        assertThat(all).allSatisfy(file -> assertThat(file.text()).as(file.path().toString())
                .doesNotContainPattern("(?<![\\w.])/(work|root|tmp|Users)/"));
    }

    @Test
    void settingsAreThoseOfTheTable() {
        HostEnvironment host = new HostEnvironment(Map.of(), Path.of("/"), Path.of("/"), Path.of("/none"), () -> "box");
        Map<WorkerSetting, String> defaults = new WorkerSettingsReader(host).defaults();
        List<List<String>> expected = Stream.of(WorkerSetting.values()).map(setting -> List.of(
                code(setting.key()), setting.flags().isEmpty() ? SHOWN_EMPTY : code(setting.flags().get(0)),
                code(setting.variable()),
                defaults.containsKey(setting) ? code(defaults.get(setting)) : SHOWN_EMPTY)).toList();
        List<List<String>> rows = CONFIGURATION.rows("`[a-z_]+`").stream().filter(row -> row.size() == 5).toList();

        assertThat(rows).map(row -> row.subList(0, 4)).containsExactlyElementsOf(expected);
        assertThat(rows).allSatisfy(row -> assertThat(row.get(4)).as(row.get(0)).isNotBlank());
    }

    @Test
    void shownPropertiesHaveTheirDefaults() {
        assertThat(all).flatMap(file -> file.rows("`(worker|server|camel)\\..*`")).isNotEmpty().allSatisfy(row -> {
            String value = declared.value(row.get(0).replace("`", ""));
            assertThat(row.get(1)).as(row.get(0)).isEqualTo("".equals(value) ? SHOWN_EMPTY : code(value));
        });
    }

    @Test
    void everyPropertyOfTheServerIsShown() {
        assertThat(SERVER.rows("`server\\..*`")).map(row -> row.get(0).replace("`", ""))
                .containsExactlyInAnyOrderElementsOf(declared.names().stream()
                        .filter(name -> name.startsWith("server.")).toList());
    }

    @Test
    void everyPropertyThatIsNamedIsDeclared() {
        Set<String> named = new TreeSet<>();
        current().forEach(file -> file.code().forEach(code -> PROPERTY.matcher(code).results()
                .map(match -> match.group()).filter(name -> !name.endsWith(".db")).forEach(named::add)));

        assertThat(named).isNotEmpty().isSubsetOf(declared.names());
    }

    @Test
    void everyVariableThatIsNamedIsRead() {
        Set<String> settings = Stream.of(WorkerSetting.values()).map(WorkerSetting::variable)
                .collect(Collectors.toSet());
        String sources = sources() + read(Path.of("bin/agentmesh"));

        assertThat(all).flatMap(MarkdownFile::code)
                .flatMap(code -> Pattern.compile("\\b(A2A|AGENTMESH)_[A-Z_]*[A-Z]").matcher(code).results()
                        .map(match -> match.group()).toList())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(settings.contains(name) || sources.contains(name)).as(name).isTrue());
    }

    @Test
    void everyFlagThatIsNamedExists() {
        String openCode = files(Path.of("src/main/java/io/agentmesh/opencode")) + files(Path.of("routes/worker"));
        Set<String> any = flags.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        for (String code : all.stream().flatMap(file -> file.code().stream()).toList()) {
            Matcher command = Pattern.compile("agentmesh(?:\\.jar)? ([a-z]+)(.*)").matcher(code);
            Set<String> known = command.find() ? flags.get(command.group(1)) : code.startsWith("--") ? any : null;
            if (known != null) {
                FLAG.matcher(code).results().map(match -> match.group())
                        .filter(flag -> !known.contains(flag) && !openCode.matches("(?s).*[\" ]" + flag + "\\b.*"))
                        .forEach(flag -> unknown.add(flag + " in: " + code));
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyCommandThatIsNamedExists() {
        assertThat(all).flatMap(MarkdownFile::code)
                .flatMap(code -> Pattern.compile("agentmesh(?:\\.jar)? ([a-z]+)").matcher(code).results()
                        .map(match -> match.group(1)).toList())
                .isNotEmpty().isSubsetOf(flags.keySet());
    }

    @Test
    void everyCallOfTheServerIsNamed() {
        Set<String> calls = new TreeSet<>(Set.of("`GET /v1/opencode/tasks/{id}/output/stream`",
                "`GET /v1/opencode/workers/{id}/cancels`"));
        RouteFile.in(Path.of("routes/server")).forEach(file -> file.entries("rest").forEach(rest ->
                List.of("get", "post", "put", "delete").forEach(method -> rest.path(method).forEach(call ->
                        calls.add("`" + method.toUpperCase(Locale.ROOT) + " " + rest.path("path").asText()
                                + call.path("path").asText() + "`")))));

        assertThat(SERVER.rows("`(GET|POST|PUT|DELETE) .*`")).map(row -> row.get(0))
                .containsExactlyInAnyOrderElementsOf(calls);
    }

    @Test
    void everyErrorThatIsExplainedIsOneOfTheProgram() {
        String sources = sources().replaceAll("\"\\s*\\+\\s*\"", "");

        assertThat(TASKS.rows("`.*[a-z].*`")).map(row -> row.get(0)).filteredOn(cell -> cell.contains(" "))
                .hasSizeGreaterThan(30)
                .flatMap(cell -> Stream.of(cell.replace("`", "").split("…")).map(String::strip).toList())
                .allSatisfy(part -> assertThat(sources).contains(part));
    }

    @Test
    void testCommandIsTheOneOfTheBuildServer() {
        assertThat(README.blocks("bash")).extracting(String::strip).contains("mvn -B verify", "mvn -B verify -Pfaults");
        assertThat(read(Path.of(".ci/run"))).contains("\nmvn -B verify -Pfaults ");
        assertThat(Path.of(".ci/run")).isExecutable();
    }

    /** Without CHANGELOG.md, which names what there was. */
    private List<MarkdownFile> current() {
        return all.stream().filter(file -> !file.path().endsWith("CHANGELOG.md")).toList();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String sources() {
        return files(Path.of("src/main/java")) + files(Path.of("routes"));
    }

    private static String files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(DocsTest::read).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
