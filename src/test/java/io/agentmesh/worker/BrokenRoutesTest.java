package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.agentmesh.settings.value.SettingsException;

/** A file of routes that can't work stops the start with a line or two that name file, line, route, and what was expected. */
class BrokenRoutesTest {

    private static final String ROUTE = """
            - route:
                id: my-route
                description: Mine.
                from:
                  uri: direct
                  parameters:
                    name: my-route
                  steps:
            """;

    @TempDir
    Path folder;

    /** The steps of a route, from line 9 on; the line to blame; what is said. */
    static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of("- log:\n    message: \"a", 11, "it is no YAML: found unexpected end of stream"),
                Arguments.of("- log:\n    message: a\n - stop: {}", 11, "it is no YAML: expected <block end>"),
                Arguments.of("- logg:\n    message: a", 9, "logg isn't known here (did you mean log?); expected: aggregate"),
                Arguments.of("- log:\n    mesage: a", 10, "mesage isn't known here (did you mean message?); expected: "),
                Arguments.of("- filter:\n    expression:\n      simpel:\n        expression: a\n    steps:\n      - stop: {}",
                        11, "simpel isn't known here (did you mean simple?)"),
                Arguments.of("- unmarshal:\n    jsn: {}", 10, "jsn isn't known here (did you mean json?)"),
                Arguments.of("- choice:\n    when: 5", 10, "it isn't as Camel expects it"),
                Arguments.of("- stop", 9, "it isn't as Camel expects it"),
                Arguments.of("- setBody:\n    expression:\n      simple:\n        expression: \"{{my.nothing}}\"", 12,
                        "there is no property my.nothing; expected: "),
                Arguments.of("- setBody:\n    expression:\n      simple:\n        expression: \"${body.x\"", 12,
                        "the expression can't be read: expected symbol functionEnd"),
                Arguments.of("- to:\n    uri: direct\n    parameters:\n      name: claim-tusk", 12,
                        "no route is entered as direct:claim-tusk (did you mean claim-task?)"),
                Arguments.of("- wireTap:\n    uri: direct:nowhere-at-all", 10, "no route is entered as direct:nowhere-at-all"),
                Arguments.of("- bean:\n    ref: nobody\n    method: act", 10, "there is no bean nobody; expected: "),
                Arguments.of("- to:\n    uri: exec\n    parameters:\n      executable: a\n"
                        + "      commandExecutor: \"#bean:nobody\"", 13, "there is no bean nobody; expected: "),
                Arguments.of("- to:\n    uri: carrier-pigeon\n    parameters:\n      to: a", 10,
                        "there is no component carrier-pigeon in this program; expected: "),
                Arguments.of("- to:\n    uri: exec\n    parameters:\n      executable: a\n      wings: 2", 13,
                        "exec has no option wings"),
                Arguments.of("- to:\n    uri: kamelet\n    parameters:\n      templateId: agentmesh-webhok", 12,
                        "there is no kamelet agentmesh-webhok (did you mean agentmesh-webhook?); expected: "),
                Arguments.of("- to:\n    uri: kamelet\n    parameters:\n      templateId: agentmesh-webhook\n      text: a", 12,
                        "the kamelet agentmesh-webhook needs more parameters; expected: url"),
                Arguments.of("- to:\n    uri: kamelet\n    parameters:\n      templateId: agentmesh-label-filter\n"
                        + "      label: a\n      labels: b", 12,
                        "the kamelet agentmesh-label-filter has no parameter labels (did you mean label?)"),
                Arguments.of("- doTry:\n    steps:\n      - stop: {}\n    doCatch:\n      - exception:\n"
                        + "          - com.example.Nothing\n        steps:\n          - stop: {}", 14,
                        "there is no class com.example.Nothing"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whatIsWrongInAStepIsToldWithItsPlace(String steps, int line, String problem) throws Exception {
        Path file = write(ROUTE + steps.indent(8));

        assertThatThrownBy(this::start).isInstanceOf(SettingsException.class)
                .satisfies(said -> assertThat(said.getMessage().lines().findFirst().orElseThrow())
                        .startsWith("routes: " + file + " line " + line).contains(problem))
                .satisfies(said -> assertThat(said.getMessage().lines().count()).isLessThanOrEqualTo(2))
                .satisfies(said -> assertThat(said.getMessage()).doesNotContain("Exception", "\tat "));
    }

    /** A whole file; what is said after its name. */
    static Stream<Arguments> files() {
        String other = ROUTE.replace("id: my-route", "id: other") + "        - stop: {}\n";
        return Stream.of(
                Arguments.of("", ": the file is empty"),
                Arguments.of("# nothing here\n", ": the file is empty"),
                Arguments.of("\t- route:\n", " line 1: it is no YAML: found character '\\t(TAB)'"),
                Arguments.of("route:\n  id: a\n", " line 1: expected: a list of routes, each as \"- route:\""),
                Arguments.of("- rout:\n    id: a\n", " line 1, rout a: rout isn't known here (did you mean route?)"),
                Arguments.of("- route:\n    id: other\n    steps: []\n", " line 3, route other: steps isn't known here"),
                Arguments.of("- route:\n    id: other\n    from:\n      uri: direct\n      parameters:\n        name: other\n",
                        " line 2, route other: the route has no steps"),
                Arguments.of(other.replace("id: other", "id: claim-task"),
                        " line 2, route claim-task: the id claim-task is another route's; expected: "),
                Arguments.of(other.replace("name: my-route", "name: claim-task"),
                        " line 7, route other: another route is entered as direct:claim-task already; expected: "),
                Arguments.of(other.replace("    description", "    routeConfigurationId: until-anserwed\n    description"),
                        " line 3, route other: there is no routeConfiguration until-anserwed (did you mean until-answered?)"),
                Arguments.of("- beans:\n    - name: a\n      type: com.example.Nothing\n",
                        " line 3: there is no class com.example.Nothing"),
                Arguments.of("- routeConfiguration:\n    id: mine\n    onException:\n      - onException:\n"
                        + "          exception:\n            - com.example.Nothing\n",
                        " line 6, routeConfiguration mine: there is no class com.example.Nothing"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsWrongWithAFileIsToldWithItsPlace(String content, String problem) throws Exception {
        Path file = write(content);

        assertThatThrownBy(this::start).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("routes: " + file + problem);
    }

    @Test
    void severalFaultsAreToldAtOnce() throws Exception {
        String call = "        - to:\n            uri: direct\n            parameters:\n              name: missing-%d\n";
        write(ROUTE + call.formatted(1) + call.formatted(2));

        assertThatThrownBy(this::start).hasMessageContaining("missing-1").hasMessageContaining("missing-2");
    }

    @Test
    void aPropertyThatNamesNoRouteIsTold() {
        assertThatThrownBy(() -> fixture().property("worker.hook-accept=check-label").start())
                .isInstanceOf(SettingsException.class)
                .hasMessage("worker.hook-accept: no route is entered as direct:check-label");
        assertThatThrownBy(() -> fixture().with("agent_route", "run-opencod").start())
                .isInstanceOf(SettingsException.class)
                .hasMessage("worker.agent-route: no route is entered as direct:run-opencod (did you mean run-opencode?)");
    }

    private Path write(String content) throws Exception {
        return Files.writeString(Files.createDirectories(folder.toRealPath().resolve("routes"))
                .resolve("my-route.camel.yaml"), content);
    }

    private void start() throws Exception {
        fixture().with("routes", folder.resolve("routes").toString()).start().close();
    }

    private WorkerFixture fixture() {
        // No OpenCode is looked for, which would go on after a failed start.
        return new WorkerFixture(folder, "http://127.0.0.1:1").with("agent_route", "noop-task");
    }
}
