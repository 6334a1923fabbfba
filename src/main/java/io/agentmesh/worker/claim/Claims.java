package io.agentmesh.worker.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.StoredJson;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Slots;

/**
 * The journal of the tasks that this worker has to do with, {@code <state_dir>/claims}: noted before the server is asked,
 * and again when the task begins, so that a task that was lost with the worker is taken up by its next life instead of
 * running for ever in the server's eyes.
 */
public class Claims {

    /** How long it is remembered that the worker died in a task that it gave back, should that come again. */
    private static final Duration MEMORY = Duration.ofDays(7);

    private static final Set<String> OVER = Set.of(Outcome.COMPLETED, Outcome.FAILED, Outcome.CANCELLED);

    private final Path folder;
    private final Runs runs;
    private final Slots slots;

    public Claims(Path stateDir, Runs runs, Slots slots) {
        this.folder = stateDir.resolve("claims");
        this.runs = runs;
        this.slots = slots;
    }

    /** Whether the server was asked for the task, in this life or an earlier one, and it wasn't given back since. */
    public boolean knows(Task task) throws IOException {
        return read(file(task.id())).filter(claim -> claim.state() != Claim.State.GIVEN_BACK).isPresent();
    }

    /** The server is about to be asked. */
    public synchronized void note(Task task) throws IOException {
        write(known(task).as(task, Claim.State.OPEN));
    }

    /** The server said yes, and the task is about to begin. */
    public synchronized void begin(Task task) throws IOException {
        runs.closeOthers(task);
        write(known(task).as(task, Claim.State.BEGUN));
    }

    /** The task's outcome is safe. */
    public void settle(Task task) throws IOException {
        Files.deleteIfExists(file(task.id()));
    }

    /** The server won't have it from us: what an earlier life did of it will not be reported. */
    public void lost(Task task) throws IOException {
        runs.close(known(task).task());
        settle(task);
    }

    /** It was granted too late to begin; where the server doesn't hear of it, the next start tells it. */
    public synchronized void giveBack(Task task) throws IOException {
        write(known(task).as(task, Claim.State.GIVING_BACK));
    }

    /** The server took the task back, and may have given it to us again already. Where the worker died in it, that is kept. */
    public synchronized void returned(Task task) throws IOException {
        runs.close(task);
        Claim claim = known(task);
        if (claim.state() == Claim.State.GIVING_BACK && claim.interruptions().isEmpty()) {
            settle(task);
        } else if (claim.state() == Claim.State.GIVING_BACK) {
            write(claim.as(task, Claim.State.GIVEN_BACK));
        }
    }

    /**
     * @param answer the server's yes
     * @return the task with its attempt: the server's count, or else our own; and with its prompt, where that came too
     */
    public Task granted(Task task, JsonNode answer) {
        int counted = answer.path("task").path("attempt").asInt(0);
        int ours = task.attempt() > 0 ? task.attempt() : runs.nextAttempt(task.id());
        return prompted(task, answer.path("task")).withAttempt(counted > 0 ? counted : ours);
    }

    /** @param answer the task as the server has it; one without a prompt changes nothing */
    public Task prompted(Task task, JsonNode answer) {
        return task.lacksPrompt() ? task.withPrompt(answer.path("prompt").asText("")) : task;
    }

    /** The task isn't ours to run any more; nothing happens to one that is under way here. */
    public void drop(Task task) throws IOException {
        Optional<Claim> claim = read(file(task.id()));
        if (claim.isPresent() && claim.get().state() == Claim.State.OPEN && !slots.tasks().contains(task.id())) {
            lost(task);
        }
    }

    /** The tasks whose claims an earlier life of this worker left open go before those that the server lists. */
    public List<Task> before(List<Task> listed) throws IOException {
        Map<String, Task> tasks = new LinkedHashMap<>();
        open().forEach(task -> tasks.put(task.id(), task));
        listed.forEach(task -> tasks.putIfAbsent(task.id(), task));
        return List.copyOf(tasks.values());
    }

    /** Whether a task waits to be taken up that no server lists. */
    public boolean hasOpen() throws IOException {
        return !open().isEmpty();
    }

    private List<Task> open() throws IOException {
        List<String> underWay = slots.tasks();
        return in(Set.of(Claim.State.OPEN)).stream().filter(task -> !underWay.contains(task.id())).toList();
    }

    /** The tasks that run here. */
    public List<Task> begun() throws IOException {
        return in(Set.of(Claim.State.BEGUN));
    }

    /**
     * Whether the server no longer wants this attempt of a task: it is over, or given to somebody else, or anew.
     *
     * @param answer the task as the server has it; a classic one doesn't tell who runs it
     */
    public boolean isSuperseded(Task task, JsonNode answer) {
        String status = answer.path("status").asText("");
        int attempt = answer.path("attempt").asInt(0);
        return OVER.contains(status) || (attempt > 0 && (attempt != task.attempt() || !status.equals("running")));
    }

    /** The tasks that are to be given back. */
    public List<Task> toReturn() throws IOException {
        return in(Set.of(Claim.State.GIVING_BACK));
    }

    /** The tasks that are ours in the server's eyes, at work or not. */
    public List<String> held() throws IOException {
        return in(Set.of(Claim.State.OPEN, Claim.State.BEGUN, Claim.State.GIVING_BACK)).stream().map(Task::id).toList();
    }

    private List<Task> in(Set<Claim.State> states) throws IOException {
        return all().stream().filter(claim -> states.contains(claim.state())).map(Claim::task).toList();
    }

    public List<Claim> all() throws IOException {
        List<Claim> claims = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    read(file).ifPresent(claims::add);
                }
            }
        }
        return claims;
    }

    public void forgetOld() throws IOException {
        for (Claim claim : all()) {
            Path file = file(claim.task().id());
            if (claim.state() == Claim.State.GIVEN_BACK && FileAge.of(file).compareTo(MEMORY) > 0) {
                Files.deleteIfExists(file);
            }
        }
    }

    public void write(Claim claim) throws IOException {
        Files.createDirectories(folder);
        DurableFile.writeJson(file(claim.task().id()), claim);
    }

    private Claim known(Task task) throws IOException {
        return read(file(task.id())).orElse(new Claim(task, Claim.State.OPEN, List.of()));
    }

    /** A note that can't be read must not keep the worker from working; a run of the task has a journal of its own. */
    private static Optional<Claim> read(Path file) throws IOException {
        return StoredJson.read(file, Claim.class, claim -> claim.task() != null && claim.task().id() != null);
    }

    private Path file(String taskId) {
        return folder.resolve(taskId + ".json");
    }
}
