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
 * The journal of this worker's claims, {@code <state_dir>/claims}: written before a claim is sent, and again when the
 * task begins, so that a restarted worker resumes a task that was lost with the previous process.
 */
public class Claims {

    /** How long interruptions of a released task are remembered, should it come again. */
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

    /** Whether the task was claimed, by this process or a previous one, and not released since. */
    public boolean knows(Task task) throws IOException {
        return read(file(task.id())).filter(claim -> claim.state() != Claim.State.GIVEN_BACK).isPresent();
    }

    /** The claim is about to be sent. */
    public synchronized void note(Task task) throws IOException {
        write(known(task).as(task, Claim.State.OPEN));
    }

    /** The claim was granted, and the task is about to begin. */
    public synchronized void begin(Task task) throws IOException {
        runs.closeOthers(task);
        write(known(task).as(task, Claim.State.BEGUN));
    }

    /** The outcome is stored in the outbox. */
    public void settle(Task task) throws IOException {
        Files.deleteIfExists(file(task.id()));
    }

    /** The server refuses this worker's attempt for good: interrupted runs of it won't be reported. */
    public void lost(Task task) throws IOException {
        runs.close(known(task).task());
        settle(task);
    }

    /** The claim was granted too late to begin; if the release fails, the next start sends it. */
    public synchronized void giveBack(Task task) throws IOException {
        write(known(task).as(task, Claim.State.GIVING_BACK));
    }

    /** The server has accepted the release, and may have assigned the task anew. Interruptions stay stored. */
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
     * @param granted the task as the server answered it with the claim; may be missing
     * @return the task with its attempt: the server's count, or else this worker's
     */
    public Task withAttempt(Task task, JsonNode granted) {
        int counted = granted.path("attempt").asInt(0);
        int ours = task.attempt() > 0 ? task.attempt() : runs.nextAttempt(task.id());
        return task.withAttempt(counted > 0 ? counted : ours);
    }

    /** @param answered the task from the server; one without a prompt changes nothing */
    public Task withPrompt(Task task, JsonNode answered) {
        return task.lacksPrompt() ? task.withPrompt(answered.path("prompt").asText("")) : task;
    }

    /** The task isn't this worker's any more; does nothing for one that is running. */
    public void drop(Task task) throws IOException {
        Optional<Claim> claim = read(file(task.id()));
        if (claim.isPresent() && claim.get().state() == Claim.State.OPEN && !slots.tasks().contains(task.id())) {
            lost(task);
        }
    }

    /** Puts tasks with open claims of the previous process before those that the server lists. */
    public List<Task> before(List<Task> listed) throws IOException {
        Map<String, Task> tasks = new LinkedHashMap<>();
        open().forEach(task -> tasks.put(task.id(), task));
        listed.forEach(task -> tasks.putIfAbsent(task.id(), task));
        return List.copyOf(tasks.values());
    }

    /** Whether there is an open claim, whose task no server lists. */
    public boolean hasOpen() throws IOException {
        return !open().isEmpty();
    }

    private List<Task> open() throws IOException {
        List<String> underWay = slots.tasks();
        return in(Set.of(Claim.State.OPEN)).stream().filter(task -> !underWay.contains(task.id())).toList();
    }

    /** The running tasks. */
    public List<Task> begun() throws IOException {
        return in(Set.of(Claim.State.BEGUN));
    }

    /**
     * Whether the server has superseded this attempt of a task: it has ended, or was assigned to another worker, or
     * anew.
     *
     * @param answer the task from the server; a classic one doesn't report who runs it
     */
    public boolean isSuperseded(Task task, JsonNode answer) {
        String status = answer.path("status").asText("");
        int attempt = answer.path("attempt").asInt(0);
        return OVER.contains(status) || (attempt > 0 && (attempt != task.attempt() || !status.equals("running")));
    }

    /** The tasks to release. */
    public List<Task> toReturn() throws IOException {
        return in(Set.of(Claim.State.GIVING_BACK));
    }

    /** The tasks that the server has assigned to this worker, running or not. */
    public List<String> assigned() throws IOException {
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

    /** An unreadable record must not block the worker; a run of the task has its own journal. */
    private static Optional<Claim> read(Path file) throws IOException {
        return StoredJson.read(file, Claim.class, claim -> claim.task() != null && claim.task().id() != null);
    }

    private Path file(String taskId) {
        return folder.resolve(taskId + ".json");
    }
}
