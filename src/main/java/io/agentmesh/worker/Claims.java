package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.opencode.DurableFile;
import io.agentmesh.opencode.Runs;
import io.agentmesh.task.Task;

/**
 * Claims that are under way, {@code <state_dir>/claims}: noted before the server is asked, so that a task whose yes was
 * lost with the worker is taken up by its next life instead of running for ever in the server's eyes.
 */
public class Claims {

    private final Path folder;
    private final Runs runs;

    public Claims(Path stateDir, Runs runs) {
        this.folder = stateDir.resolve("claims");
        this.runs = runs;
    }

    public void note(Task task) throws IOException {
        Files.createDirectories(folder);
        DurableFile.writeJson(file(task.id()), task);
    }

    /** The claim has come to something: a run's journal, an outcome, or a no. */
    public void settle(Task task) throws IOException {
        Files.deleteIfExists(file(task.id()));
    }

    /**
     * @param answer the server's yes
     * @return the task with its attempt: the server's count, or else our own
     */
    public Task granted(Task task, JsonNode answer) {
        int counted = answer.path("task").path("attempt").asInt(0);
        return task.withAttempt(counted > 0 ? counted : runs.nextAttempt(task.id()));
    }

    /** The tasks whose claims an earlier life of this worker left open. */
    public List<Task> open() throws IOException {
        List<Task> tasks = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    tasks.add(DurableFile.readJson(file, Task.class));
                }
            }
        }
        return tasks;
    }

    private Path file(String taskId) {
        return folder.resolve(taskId + ".json");
    }
}
