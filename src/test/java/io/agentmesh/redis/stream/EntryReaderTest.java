package io.agentmesh.redis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.task.Task;

class EntryReaderTest {

    private final EntryReader reader = new EntryReader();

    @Test
    void aTaskIsReadAsItStandsThere() throws BadEntryException {
        Task task = reader.read(entry("""
                {"id": "t1", "codebase_id": "cb1", "prompt": "say é😀", "status": "pending", "priority": 7,
                 "metadata": {"model": "a/b"}, "attempt": 2, "is_new_since": "2031"}"""));

        assertThat(task.id()).isEqualTo("t1");
        assertThat(task.prompt()).isEqualTo("say é😀");
        assertThat(task.agentType()).isEqualTo("build");
        assertThat(task.priority()).isEqualTo(7);
        assertThat(task.attempt()).isEqualTo(2);
        assertThat(task.metadataText("model")).isEqualTo("a/b");
        assertThat(task.isPending()).isTrue();
    }

    @Test
    void anEntryOfOtherFieldsHoldsNoTask() {
        assertRefused(new QueueEntry("cb1", "1-1", Map.of("Task", "{}", "job", "{}"), 1), "it has no field task");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"id\": \"t1\"", "hello", "{'id': 't1'}", "{} {}", "{}x", "NaN", "{\"id\": \"t1\",}",
            "\0", "[1", "{\"id\": \"\u001f\"}"})
    void whatIsNoJsonIsTold(String text) {
        assertRefused(entry(text), "its task is no JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "5", "true", "\"t1\"", "[]", "[{\"id\": \"t1\", \"codebase_id\": \"cb1\"}]"})
    void jsonThatIsNoObjectIsTold(String text) {
        assertRefused(entry(text), "its task is no JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"id\": {}", "\"id\": [\"t1\"]", "\"prompt\": [\"p\"]", "\"priority\": \"high\"",
            "\"priority\": 99999999999999999999", "\"attempt\": {}", "\"codebase_id\": []"})
    void fieldsOfOtherTypesAreNoTask(String field) {
        assertRefused(entry("{\"id\": \"t1\", \"codebase_id\": \"cb1\", " + field + "}"),
                "its task has not the shape of one");
    }

    @Test
    void nestingWithoutEndIsRefusedAndNotFollowed() {
        assertRefused(entry("{\"metadata\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}"), "its task is no JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\": null}", "{\"id\": \"\"}", "{\"id\": \".\"}", "{\"id\": \"..\"}",
            "{\"id\": \"../t1\"}", "{\"id\": \"a b\"}", "{\"id\": \"t1\\n\"}", "{\"id\": \"é\"}"})
    void anIdThatCannotNameAFileIsRefused(String text) {
        assertRefused(entry(text), "it has no id that can name a file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"null", "\"\"", "\"cb2\"", "\"CB1\"", "\"cb1 \"", "\"__pending__\""})
    void aTaskOfAnotherCodebaseThanItsStreamIsRefused(String codebase) {
        assertRefused(entry("{\"id\": \"t1\", \"codebase_id\": " + codebase + "}"),
                "its task is of another codebase than its stream");
    }

    private void assertRefused(QueueEntry entry, String reason) {
        assertThatThrownBy(() -> reader.read(entry)).isInstanceOf(BadEntryException.class).hasMessage(reason);
    }

    private static QueueEntry entry(String task) {
        return new QueueEntry("cb1", "1-1", Map.of(QueueNames.FIELD, task), 1);
    }
}
