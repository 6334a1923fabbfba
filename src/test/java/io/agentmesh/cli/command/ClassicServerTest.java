package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a classic server, which knows only the classic part of the contract. */
class ClassicServerTest {

    @TempDir
    Path folder;

    private ClassicServer server;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        server = new ClassicServer(null);
        shell = new Shell(folder, server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tasksAreListedNewestFirstAndFilteredHere() {
        shell.run("tasks", "--json");
        assertThat(shell.json().findValuesAsText("id")).containsExactly("task-new", "task-old");
        shell.run("tasks", "--json", "--limit", "1");
        assertThat(shell.json().findValuesAsText("id")).containsExactly("task-new");
        shell.run("tasks", "--json", "--status", "completed", "--codebase", "shop");
        assertThat(shell.json().findValuesAsText("id")).containsExactly("task-old");
        shell.run("tasks", "--status", "completed");
        assertThat(shell.out()).containsPattern("task-old +completed +\\d+ d +42 s +shop +- +old one");
    }

    @Test
    void workersAreListedWithoutCounts() {
        assertThat(shell.run("workers")).isZero();
        assertThat(shell.out()).containsPattern("one +active +\\d+ d +- +- +- +-");
    }

    @Test
    void taskIsSubmittedToACodebaseByName() {
        assertThat(shell.run("submit", "--codebase", "shop", "do it")).isZero();

        assertThat(shell.out()).isEqualTo("task-new\n");
        assertThat(server.bodies()).containsExactly("{\"title\":\"do it\",\"prompt\":\"do it\",\"agent_type\":\"build\","
                + "\"priority\":0,\"metadata\":{}}");
    }

    @Test
    void fieldThatTheServerFindsInvalidIsNamed() {
        assertThat(shell.run("submit", "--codebase", "shop", "invalid")).isEqualTo(4);

        assertThat(shell.err()).isEqualTo("agentmesh submit: body.prompt: Value error\n");
    }

    @Test
    void endedTaskIsFollowedByAskingForItsOutput() {
        assertThat(shell.run("logs", "--follow", "task-old")).isZero();

        assertThat(shell.out()).isEqualTo("line 1\nline 2\n\ndone\n");
        assertThat(shell.err()).isEqualTo("Task task-old completed after 42 s\n");
    }

    @Test
    void idMayBeAbbreviatedAndAmbiguousOnesAreTold() {
        assertThat(shell.run("show", "task-o")).isZero();
        assertThat(shell.out()).contains("old one");
        assertThat(shell.run("show", "task")).isEqualTo(4);
        assertThat(shell.err()).contains("several tasks begin with task: ", "task-old", "task-new");
        assertThat(shell.run("show", "ta")).isEqualTo(4);
        assertThat(shell.err()).isEqualTo("agentmesh show: Not Found\n");
    }

    @Test
    void runningTaskCannotBeCancelled() {
        assertThat(shell.run("cancel", "task-new")).isEqualTo(4);
        assertThat(shell.err()).isEqualTo("agentmesh cancel: Cannot cancel task (not pending)\n");
    }
}
