package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.support.GitRepository;

/** What must hold when tasks in worktrees are over. */
final class WorktreeAudit {

    private final Path root;
    private final GitRepository repository;
    private final Map<String, WorktreeFault> faults;
    private final Map<String, Integer> numbers;
    private final Tally tally;

    WorktreeAudit(Path root, GitRepository repository, Map<String, WorktreeFault> faults, Map<String, Integer> numbers,
            Tally tally) {
        this.root = root;
        this.repository = repository;
        this.faults = faults;
        this.numbers = numbers;
        this.tally = tally;
    }

    /** Each has the status that follows from its fault, its work on one branch, and was done once. */
    void checkTasks(OwnServer server) throws IOException, InterruptedException {
        List<String> done = Files.readAllLines(root.resolve("done"));
        for (Map.Entry<String, WorktreeFault> entry : faults.entrySet()) {
            String id = entry.getKey();
            WorktreeFault fault = entry.getValue();
            tally.injected(fault.words(), numbers.get(id));
            JsonNode task = server.task(id);
            if (!task.path("status").asText().equals(fault.status())) {
                report(id, "is " + task.path("status").asText() + ": " + task.path("error").asText());
            }
            long times = done.stream().filter(id::equals).count();
            long expected = fault == WorktreeFault.AGENT_FAILS || !fault.works() ? 0 : 1;
            if (times != expected) {
                report(id, "was done " + times + " times");
            }
            if (fault.status().equals("completed")) {
                checkWork(id, task.path("changes"));
            }
        }
    }

    private void checkWork(String id, JsonNode changes) {
        String branch = changes.path("branch").asText();
        if (!branch.equals("agentmesh/" + id)) {
            report(id, "reports the branch " + branch);
            return;
        }
        String number = String.valueOf(numbers.get(id));
        try {
            String files = repository.git("diff", "--name-only", "main", branch).lines().collect(Collectors.joining(" "));
            if (!files.equals("file own-" + number) || !repository.git("show", branch + ":file").equals("task " + number)) {
                report(id, "has on its branch: " + files);
            }
            if (!changes.path("head").asText().equals(repository.git("rev-parse", branch))
                    || changes.path("files").size() != 2) {
                report(id, "reports " + changes);
            }
        } catch (AssertionError e) {
            report(id, e.getMessage());
        }
    }

    /** @param before the status of the user's checkout */
    void checkUntouched(String before) {
        if (!repository.git("status", "--porcelain=v2", "--branch").equals(before)) {
            tally.violated(0, "the checkout has changed: " + repository.git("status", "--short"));
        }
        if (!repository.git("stash", "list").isEmpty()) {
            tally.violated(0, "there is a stash");
        }
        repository.git("fsck", "--no-dangling");
    }

    /** When the worker has removed what it doesn't keep. */
    void checkLeftovers(FleetWorker worker) throws IOException {
        if (repository.git("worktree", "list").lines().count() != 1) {
            tally.violated(0, "a worktree is left: " + repository.git("worktree", "list"));
        }
        TreeSet<String> expected = new TreeSet<>();
        faults.forEach((id, fault) -> {
            if (fault.works()) {
                expected.add("agentmesh/" + id);
            }
        });
        if (!List.copyOf(expected).equals(repository.branches("agentmesh/"))) {
            tally.violated(0, "the branches are " + repository.branches("agentmesh/") + " and should be " + expected);
        }
        left(worker.state().resolve("worktrees"), path -> Files.isRegularFile(path));
        left(repository.folder().resolve(".git"), path -> path.toString().endsWith(".lock")
                && !path.getFileName().toString().equals("agentmesh.lock"));
        Leftovers leftovers = new Leftovers(root);
        leftovers.files(worker).forEach(file -> tally.violated(0, "the file " + file + " is left"));
    }

    private void left(Path folder, Predicate<Path> isLeft) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(isLeft).forEach(file -> tally.violated(0, file + " is left"));
            }
        }
    }

    private void report(String id, String trouble) {
        tally.violated(numbers.get(id), "task " + numbers.get(id) + " (" + faults.get(id).words() + "), id " + id + ": "
                + trouble);
    }
}
