package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine;
import picocli.CommandLine.Command;

class AgentMeshTest {

    @TempDir
    Path folder;

    private Program program;

    @BeforeEach
    void program() {
        program = new Program(folder, (settings, properties) -> 0);
    }

    @Test
    void versionsAreThoseOfTheBuildAndOfTheMachine() {
        assertThat(program.run("--version")).isZero();

        assertThat(program.out().lines()).hasSize(3)
                .anyMatch(line -> line.matches("agentmesh \\d+\\.\\d+\\.\\d+.*"))
                .anyMatch(line -> line.matches("Apache Camel 4\\.\\d+\\.\\d+"))
                .anyMatch(line -> line.startsWith("Java " + Runtime.version().feature()));
    }

    @Test
    void helpListsTheCommands() {
        assertThat(program.run("--help")).isZero();

        assertThat(program.out()).contains("Commands:", "worker  ", "agentmesh COMMAND --help");
        assertThat(program.err()).isEmpty();
    }

    /** As the help itself says: 'agentmesh COMMAND --help' describes a command. */
    @Test
    void everyCommandTellsAboutItself() {
        HostEnvironment host = new HostEnvironment(Map.of(), folder, folder, folder, () -> "box");
        for (String name : CommandFlags.all().keySet()) {
            StringWriter told = new StringWriter();
            CommandLine line = AgentMesh.commandLine(host, Commands.all(host)).setOut(new PrintWriter(told, true));

            assertThat(line.execute(name, "--help")).as(name).isZero();
            assertThat(told.toString()).as(name)
                    .containsIgnoringWhitespaces("Usage: agentmesh " + name, "Options:", "--help", "Exit codes:");
        }
    }

    @Test
    void withoutACommandTheHelpIsAnError() {
        assertThat(program.run()).isEqualTo(2);

        assertThat(program.err()).contains("Usage: agentmesh", "worker");
        assertThat(program.out()).isEmpty();
    }

    @Test
    void anUnknownCommandIsToldInALineWithAHint() {
        assertThat(program.run("wroker")).isEqualTo(2);

        assertThat(program.err().lines()).containsExactly("agentmesh: unknown command wroker (did you mean worker?)",
                "Try 'agentmesh --help'.");
    }

    @Test
    void anUnknownFlagIsToldInALineWithAHint() {
        assertThat(program.run("worker", "--pol-interval=4")).isEqualTo(2);

        assertThat(program.err().lines()).hasSize(2).first().asString()
                .startsWith("agentmesh worker: unknown option --pol-interval (did you mean --poll-interval");
    }

    @Test
    void anArgumentThatNoCommandTakesIsTold() {
        assertThat(program.run("worker", "now")).isEqualTo(2);

        assertThat(program.err()).startsWith("agentmesh worker: unknown argument now");
    }

    @Test
    void anUnexpectedErrorIsOneSentence() {
        program = new Program(folder, (settings, properties) -> {
            throw new IllegalStateException("the disk is full\nand more");
        });

        assertThat(program.run("worker", "--server=http://a")).isEqualTo(1);
        assertThat(program.err().lines())
                .containsExactly("agentmesh worker: the disk is full (--debug shows where)");
    }

    @Test
    void anErrorWithoutAMessageIsNamed() {
        program = new Program(folder, (settings, properties) -> {
            throw new NullPointerException();
        });

        assertThat(program.run("worker", "--server=http://a")).isEqualTo(1);
        assertThat(program.err()).startsWith("agentmesh worker: NullPointerException");
    }

    @Test
    void debugShowsWhereAnErrorComesFrom() {
        program = new Program(folder, (settings, properties) -> {
            throw new IllegalStateException("broken");
        });

        program.run("worker", "--server=http://a", "--debug");
        assertThat(program.err()).contains("agentmesh worker: broken", "\tat io.agentmesh.cli");
    }

    @Test
    void theVariableForDebuggingDoesTheSame() {
        program = new Program(folder, (settings, properties) -> {
            throw new IllegalStateException("broken");
        });

        program.variable("AGENTMESH_DEBUG", "1").run("worker", "--server=http://a");
        assertThat(program.err()).contains("\tat io.agentmesh.cli");
    }

    @Test
    void aCommandMayBringItsOwnHelp() {
        StringWriter out = new StringWriter();
        HostEnvironment host = new HostEnvironment(Map.of(), folder, folder, folder, () -> "box");
        CommandLine line = AgentMesh.commandLine(host, List.of(new Greeting()));

        assertThat(line.setOut(new PrintWriter(out, true)).execute("greet", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: agentmesh greet", "--debug", "Greets.");
        assertThat(line.execute("greet")).isEqualTo(3);
    }

    @Command(name = "greet", mixinStandardHelpOptions = true, description = "Greets.")
    static final class Greeting implements Callable<Integer> {

        @Override
        public Integer call() {
            return 3;
        }
    }
}
