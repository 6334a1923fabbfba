package io.agentmesh.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals of workspaces as a newer version, or a bad disk, may leave them. */
class WorkspacesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Workspace WHOLE = new Workspace("t1", 1, "cb1", "/src/shop", "/src/shop/.git", "/trees/cb1/t1", "",
            "agentmesh/t1", "c0ffee", "c0ffee", Workspace.State.ENDED, "ses_1", "2026-12-01T00:00:00Z");

    @TempDir
    Path state;

    private Workspaces workspaces;
    private Path journal;

    @BeforeEach
    void write() throws IOException {
        workspaces = new Workspaces(state);
        workspaces.write(WHOLE);
        workspaces.writeRefs("t1", Map.of("refs/heads/main", "c0ffee"));
        journal = state.resolve("workspaces/t1/workspace.json");
    }

    private ObjectNode read() throws IOException {
        return (ObjectNode) JSON.readTree(journal.toFile());
    }

    private List<Workspace> rewritten(ObjectNode journalled) throws IOException {
        Files.writeString(journal, journalled.toString());
        return workspaces.all();
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(workspaces.find("t1")).contains(WHOLE);
        assertThat(workspaces.find("t2")).isEmpty();
        assertThat(workspaces.refs("t1")).contains(Map.of("refs/heads/main", "c0ffee"));
        assertThat(workspaces.refs("t2")).isEmpty();
    }

    @Test
    void fieldsAndStatesOfANewerVersionAreIgnored() throws IOException {
        assertThat(rewritten(read().put("newer", 1))).containsExactly(WHOLE);
        assertThat(rewritten(read().put("state", "NEWER"))).containsExactly(WHOLE.in(Workspace.State.OPEN));
    }

    @Test
    void aMissingFieldFailsNothing() throws IOException {
        ObjectNode whole = read();
        List<String> fields = new ArrayList<>();
        whole.fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            boolean needed = List.of("task", "repository", "git", "branch").contains(field);
            ObjectNode less = whole.deepCopy();
            less.remove(field);

            assertThat(rewritten(less)).as("without %s", field).hasSize(needed ? 0 : 1);
        }
    }

    @Test
    void aFileThatIsCutOffIsSetAside() throws IOException {
        byte[] whole = Files.readAllBytes(journal);
        for (int length = 0; length < whole.length; length += 10) {
            Files.write(journal, Arrays.copyOf(whole, length));
            assertThat(workspaces.all()).isEmpty();
            assertThat(journal).doesNotExist();
        }
        Files.writeString(state.resolve("workspaces/t1/refs.json"), "{\"refs/heads/main\":");
        assertThat(workspaces.refs("t1")).isEmpty();
    }

    @Test
    void aFolderInTheFilesPlaceIsSetAside() throws IOException {
        Files.delete(journal);
        Files.createDirectory(journal);

        assertThat(workspaces.all()).isEmpty();
    }

    @Test
    void aBranchThatTheWorkerRemovesIsNotedForOpenTasksOfItsRepository() throws IOException {
        workspaces.write(WHOLE.in(Workspace.State.OPEN));

        workspaces.noteRef("/src/other/.git", "refs/heads/main", null);
        workspaces.noteRef("/src/shop/.git", "refs/heads/kept", "f00d");
        assertThat(workspaces.refs("t1")).contains(Map.of("refs/heads/main", "c0ffee", "refs/heads/kept", "f00d"));

        workspaces.noteRef("/src/shop/.git", "refs/heads/main", null);
        assertThat(workspaces.refs("t1")).contains(Map.of("refs/heads/kept", "f00d"));
    }
}
