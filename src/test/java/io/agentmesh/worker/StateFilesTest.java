package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.output.OutputPosition;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.worker.lifecycle.Recovery;
import io.agentmesh.worker.outbox.OutboxEntry;

/** Each kind of file of the state folder as a newer version, or a bad disk, may leave it; and a start after that. */
class StateFilesTest extends RecoveryScene {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTBOX = "outbox/t9-1.json";
    private static final String CLAIM = "claims/t1.json";
    private static final String OPEN_CLAIM = "claims/t2.json";
    private static final String JOURNAL = "runs/t1-1/run.json";
    private static final String PROCESS = "runs/t1-1/process.json";
    private static final String POSITION = "runs/t1-1/output.json";
    private static final String ENDING = "runs/t1-1/ending.json";
    private static final String OUTCOME = "runs/t9-1/outcome.json";
    private static final String AMENDED = "runs/t9-1/amended.json";

    @ParameterizedTest
    @ValueSource(strings = {OUTBOX, CLAIM, OPEN_CLAIM, JOURNAL, PROCESS, POSITION, ENDING, OUTCOME, AMENDED})
    void fieldsOfANewerVersionAreIgnored(String file) throws Exception {
        leave();
        Path path = state.resolve(file);
        addField(path);

        checkStart();

        assertThat(broken()).isEmpty();
        assertThat(claims.before(List.of())).extracting(Task::id).containsExactly("t2");
        assertThat(outbox.read("t9-1.json").result()).isEqualTo("the answer, amended");
    }

    @ParameterizedTest
    @ValueSource(strings = {OUTBOX, CLAIM, OPEN_CLAIM, JOURNAL, PROCESS, POSITION, ENDING, OUTCOME, AMENDED})
    void aStartDoesNotFailForAMissingField(String file) throws Exception {
        leave();
        byte[] whole = Files.readAllBytes(state.resolve(file));
        List<String> fields = new ArrayList<>();
        JSON.readTree(whole).fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            renew();
            ObjectNode object = (ObjectNode) JSON.readTree(whole);
            object.remove(field);
            Files.writeString(state.resolve(file), object.toString());

            checkStart();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OUTBOX, CLAIM, OPEN_CLAIM, JOURNAL, PROCESS, POSITION, ENDING, OUTCOME, AMENDED})
    void aStartDoesNotFailForAFileThatIsCutOff(String file) throws Exception {
        leave();
        byte[] whole = Files.readAllBytes(state.resolve(file));
        for (int length = 0; length < whole.length; length += 10) {
            renew();
            FileUtils.writeByteArrayToFile(state.resolve(file).toFile(), whole, 0, length);

            checkStart();

            if (!List.of(ENDING, POSITION, AMENDED, OUTCOME).contains(file)) {
                assertThat(broken()).as("cut after %d bytes", length).contains(file + ".broken");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OUTBOX, CLAIM, JOURNAL})
    void aStartDoesNotFailForAFolderInTheFilesPlace(String file) throws Exception {
        leave();
        Files.delete(state.resolve(file));
        Files.createDirectory(state.resolve(file));

        checkStart();
    }

    /** A state folder with a run that has ended (t1), a claim without an answer (t2), and an outcome that waits (t9). */
    private void leave() throws IOException {
        claims.begin(task);
        RunFolder run = RunFolders.finished(state, task, "done");
        JSON.writeValue(state.resolve(PROCESS).toFile(), JSON.createObjectNode().put("pid", 1).put("startTicks", 4711));
        JSON.writeValue(state.resolve(POSITION).toFile(), new OutputPosition(1, 10, 0, -1, -1, 10, 0, 0, 0));
        JSON.writeValue(state.resolve(ENDING).toFile(), JSON.createObjectNode().put("status", "failed").put("sentence", "it took too long"));
        assertThat(run.record().task()).isEqualTo(task);
        claims.note(Samples.task("t2").withAttempt(1));
        Task waiting = Samples.task("t9").withAttempt(1);
        RunFolders.journalled(state, waiting).amendOutcome(new Outcome("completed", "the answer, amended", null, "ses_9", null));
        outbox.put(waiting, Samples.OUTCOME);
        Files.writeString(state.resolve(OUTCOME), JSON.writeValueAsString(Samples.OUTCOME));
    }

    private void renew() throws IOException {
        FileUtils.cleanDirectory(state.toFile());
        journals();
        leave();
    }

    /** Starts, and asks for all that a worker reads then; the task that has ended is neither lost nor begun again. */
    private void checkStart() throws Exception {
        slots.release(task);
        Recovery recovery = start("resume", 3);
        boolean followed = recovery.adopted().stream().anyMatch(left -> left.task().id().equals("t1"));
        assertThat(followed || outbox.holds("t1")).isTrue();
        assertThat(claims.before(List.of())).extracting(Task::id).doesNotContain("t1");
        if (followed) {
            RunFolder run = runs.folder("t1-1");
            assertThat(run.record().task().id()).isEqualTo("t1");
            assertThat(run.readOutcome()).isNull();
        } else {
            assertThat(outbox.read("t1-1.json").taskId()).isEqualTo("t1");
        }
        outbox.read("t9-1.json");
        OutboxEntry waiting = outbox.read("t9-1.json");
        assertThat(waiting.taskId()).isEqualTo("t9");
        outbox.output(waiting);
    }

    private static void addField(Path file) throws IOException {
        JsonNode object = JSON.readTree(file.toFile());
        Files.writeString(file, ((ObjectNode) object).put("newer", "unknown").set("more", JSON.createObjectNode()).toString());
    }

    private List<String> broken() {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.toString().contains(".broken")).map(file -> state.relativize(file).toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
