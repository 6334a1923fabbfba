package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.opencode.DurableFile;
import io.agentmesh.opencode.Runs;
import io.agentmesh.task.Task;

/**
 * Claims that are under way, {@code <state_dir>/claims}: noted before the server is asked, so that a task whose yes was
 * lost with the worker is taken up by its next life instead of running for ever in the server's eyes.
 */
public class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final Path folder;
    private final Runs runs;
    private final Slots slots;

    public Claims(Path stateDir, Runs runs, Slots slots) {
        this.folder = stateDir.resolve("claims");
        this.runs = runs;
        this.slots = slots;
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

    /** The task isn't ours to run any more; nothing happens to one that is under way here. */
    public void drop(Task task) throws IOException {
        if (!slots.tasks().contains(task.id())) {
            settle(task);
        }
    }

    /** When the claim was noted, or null where it isn't open. */
    FileTime noted(String taskId) throws IOException {
        return Files.exists(file(taskId)) ? Files.getLastModifiedTime(file(taskId)) : null;
    }

    /** The tasks whose claims an earlier life of this worker left open go before those that the server lists. */
    public List<Task> before(List<Task> listed) throws IOException {
        Map<String, Task> tasks = new LinkedHashMap<>();
        List<String> underWay = slots.tasks();
        open().stream().filter(task -> !underWay.contains(task.id())).forEach(task -> tasks.put(task.id(), task));
        listed.forEach(task -> tasks.putIfAbsent(task.id(), task));
        return List.copyOf(tasks.values());
    }

    private List<Task> open() throws IOException {
        List<Task> tasks = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    read(file).ifPresent(tasks::add);
                }
            }
        }
        return tasks;
    }

    /** A note is whole or not there; one that isn't ours must not keep the worker from working. */
    private static Optional<Task> read(Path file) throws IOException {
        try {
            return Optional.of(DurableFile.readJson(file, Task.class));
        } catch (JsonProcessingException e) {
            LOG.warn("{} is no note of a claim and is removed", file);
            Files.delete(file);
            return Optional.empty();
        } catch (NoSuchFileException settledMeanwhile) {
            return Optional.empty();
        }
    }

    private Path file(String taskId) {
        return folder.resolve(taskId + ".json");
    }
}
