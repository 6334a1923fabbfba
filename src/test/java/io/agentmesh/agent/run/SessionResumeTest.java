package io.agentmesh.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.task.Task;
import org.junit.jupiter.api.Test;

/** A session is resumed where it belongs, and nowhere else. */
class SessionResumeTest extends ScriptedAgentScene {

    @Test
    void sessionIsResumedInItsOwnFolder() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), codebase);
        agent.onExport("echo '{\"info\":{\"id\":\"'$2'\",\"directory\":\"" + link + "\"},\"messages\":[]}'");

        rig.run(resuming(), codebase);

        assertThat(agent.call().arguments()).contains("--session=ses_1");
        assertThat(rig.state.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void sessionOfAnotherFolderIsRefused() throws Exception {
        Path other = Files.createDirectory(codebase.resolve("below")).toRealPath();
        agent.onExport("echo '{\"info\":{\"id\":\"'$2'\",\"directory\":\"" + codebase + "\"}}'");
        Task task = resuming();

        assertThatThrownBy(() -> rig.run(task, other)).isInstanceOf(RefusedTaskException.class)
                .hasMessage("session ses_1 belongs to another folder than this codebase");
        assertThat(agent.calls()).isEmpty();
    }

    @Test
    void unknownSessionIsRefused() {
        Task task = resuming();

        assertThatThrownBy(() -> rig.run(task, codebase)).isInstanceOf(RefusedTaskException.class)
                .hasMessage("session ses_1 is not known to OpenCode on this machine");
    }

    @Test
    void sessionThatCannotBeLookedUpIsNotCalledUnknown() throws Exception {
        agent.onExport("echo 'Error: database is locked' >&2; echo details >&2; exit 1");
        Task task = resuming();

        assertThatThrownBy(() -> rig.run(task, codebase))
                .hasMessageEndingWith("can't be looked up: OpenCode ended with exit 1: database is locked");
    }

    @Test
    void sessionIsFoundAmongWhatAPluginPrints() throws Exception {
        agent.onExport("echo '[plugin] {ready}'; echo '{\"level\":\"info\"}'; printf 'tick {\\n  \"info\": {\\n    \"directory\": \"" + codebase
                + "\"\\n  }\\n}\\n'; echo '[plugin] bye'");

        rig.run(resuming(), codebase);

        assertThat(agent.call().arguments()).contains("--session=ses_1");
    }

    @Test
    void exportThatIsNoSessionIsShown() throws Exception {
        agent.onExport("echo '[plugin] no licence'; echo '{broken'");
        Task task = resuming();

        assertThatThrownBy(() -> rig.run(task, codebase)).hasMessageEndingWith(
                "can't be looked up: OpenCode's export has no JSON in it; it begins with: [plugin] no licence");
    }

    @Test
    void errorOfSeveralLinesKeepsItsFirst() throws Exception {
        agent.onExport("printf 'SQLiteError: database is locked\\n  code: SQLITE_BUSY\\n      at run (bun:sqlite:1)\\n' >&2; exit 1");
        Task task = resuming();

        assertThatThrownBy(() -> rig.run(task, codebase)).hasMessageEndingWith(
                "OpenCode ended with exit 1: SQLiteError: database is locked … code: SQLITE_BUSY");
    }

    @Test
    void exportWithoutAFolderIsNoSession() throws Exception {
        agent.onExport("echo '{\"directory\":\"/\",\"list\":[{\"directory\":\"/\"}]}'");
        Task task = resuming();

        assertThatThrownBy(() -> rig.run(task, codebase)).isInstanceOf(RefusedTaskException.class)
                .hasMessageContaining("is not known");
    }

    private static Task resuming() {
        return AgentRig.task("t", "T", "Go on", "build", Map.of("resume_session_id", "ses_1"));
    }
}
