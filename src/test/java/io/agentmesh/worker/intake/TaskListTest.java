package io.agentmesh.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.task.Task;

class TaskListTest {

    private final TaskList tasks = new TaskList(task -> !task.id().equals("other"));

    @Test
    void theMostUrgentComesFirstAndTheOldestOfThose() throws IOException {
        assertThat(tasks.read(stream("""
                [{"id": "a", "priority": 0, "created_at": "2026-01-01T00:00:00"},
                 {"id": "b", "priority": 5, "created_at": "2026-01-03T00:00:00"},
                 {"id": "c", "priority": 5, "created_at": "2026-01-02T00:00:00"},
                 {"id": "d", "created_at": "2025-01-01T00:00:00"}]"""))).extracting(Task::id)
                .containsExactly("c", "b", "d", "a");
    }

    @Test
    void whatMattersToOthersIsNotKept() throws IOException {
        assertThat(tasks.read(stream("[{\"id\": \"other\"}, {\"id\": \"a\"}]"))).extracting(Task::id)
                .containsExactly("a");
    }

    @Test
    void aDamagedTaskDoesNotSpoilTheRest() throws IOException {
        assertThat(tasks.read(stream("""
                [{"id": "a", "priority": "very"}, "text", null, 7, [], {"id": {}}, {"id": "b", "priority": null},
                 {"id": "c", "metadata": "none", "unknown": {"deep": [1]}}]"""))).extracting(Task::id)
                .containsExactly("b", "c");
    }

    @Test
    void aPromptIsNotKeptAndItsSizeIs() throws IOException {
        List<Task> read = tasks.read(stream("[{\"id\": \"a\", \"prompt\": \"ä€\"}, {\"id\": \"b\", \"prompt_bytes\": 7}, {\"id\": \"c\"}]"));

        assertThat(read).extracting(Task::prompt).containsOnly("");
        assertThat(read).extracting(Task::promptBytes).containsExactly(5L, 7L, 0L);
        assertThat(read).extracting(Task::lacksPrompt).containsExactly(true, true, false);
    }

    @Test
    void anEmptyListIsFine() throws IOException {
        assertThat(tasks.read(stream("[]"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "[{\"id\": \"a\"}", "[{\"id\": \"a\"", "\"text\""})
    void anAnswerThatIsNoListIsAnError(String answer) {
        assertThatThrownBy(() -> tasks.read(stream(answer))).isInstanceOf(IOException.class);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
