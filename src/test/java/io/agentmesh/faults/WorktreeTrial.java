package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.support.GitRepository;

/** Tasks of one repository, several at once, each in a worktree, while worker, agents and git are killed. */
final class WorktreeTrial {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "worktrees";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Path root;
    private final Tally tally;
    private final long seed;
    private final GitRepository repository;
    private final Map<String, WorktreeFault> faults = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    WorktreeTrial(Path root, Tally tally, long seed) {
        this.root = root;
        this.tally = tally;
        this.seed = seed;
        repository = GitRepository.create(root.resolve("repository"));
    }

    void run(int tasks) throws IOException, InterruptedException {
        repository.commit("file", "task 0\n");
        repository.write("file", "of the user, uncommitted\n");
        String before = repository.git("status", "--porcelain=v2", "--branch");
        Path agent = WorktreeScripts.agent(root);
        Map<String, String> path = Map.of("PATH", WorktreeScripts.git(root) + ":" + System.getenv("PATH"));
        Files.writeString(root.resolve("worker.properties"), "worker.retry-delay=50\nworker.retry-delay-limit=1000\n");
        try (OwnServer server = new OwnServer(root, false)) {
            FleetWorker worker = new FleetWorker(root, NAME, config(server, agent, 100), tally, seed, path);
            worker.mayBeKilled();
            submit(server, tasks);
            worker.start();
            try {
                await(server, worker);
            } finally {
                worker.end();
            }
            WorktreeAudit audit = new WorktreeAudit(root, repository, faults, numbers, tally);
            audit.checkTasks(server);
            audit.checkUntouched(before);
            removeAll(server, agent);
            audit.checkLeftovers(worker);
        }
    }

    /** Before the worker comes, so that each strike is there in time. */
    private void submit(OwnServer server, int tasks) throws IOException, InterruptedException {
        MeshCalls calls = new MeshCalls(server.url());
        String codebase = calls.post("/v1/opencode/codebases", JSON.writeValueAsString(Map.of("name", NAME, "path",
                repository.folder().toString(), "worker_id", NAME))).at("/codebase/id").asText();
        List<WorktreeFault> all = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            all.add(WorktreeFault.values()[i % WorktreeFault.values().length]);
        }
        Collections.shuffle(all, new Random(seed));
        for (int i = 0; i < tasks; i++) {
            WorktreeFault fault = all.get(i);
            String id = calls.post("/v1/opencode/codebases/" + codebase + "/tasks", JSON.writeValueAsString(Map.of("title",
                    "fault task " + (i + 1), "prompt", i + 1 + " " + fault.command()))).at("/task/id").asText();
            faults.put(id, fault);
            numbers.put(id, i + 1);
            if (!fault.strike().isEmpty()) {
                Files.writeString(root.resolve("strikes").resolve(id), fault.strike() + "\n");
            }
        }
    }

    private void await(OwnServer server, FleetWorker worker) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        List<String> open = new ArrayList<>(faults.keySet());
        while (!open.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("tasks don't end: " + open);
            }
            TimeUnit.MILLISECONDS.sleep(200);
            killWhereAsked(worker);
            List<String> ended = new ArrayList<>();
            for (String id : open) {
                if (List.of("completed", "failed", "cancelled").contains(server.task(id).path("status").asText())) {
                    ended.add(id);
                }
            }
            open.removeAll(ended);
        }
    }

    private void killWhereAsked(FleetWorker worker) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(root.resolve("asked"))) {
            for (Path asked : files.filter(file -> !file.toString().endsWith(".done")).toList()) {
                Path done = asked.resolveSibling(asked.getFileName() + ".done");
                if (Files.notExists(done)) {
                    worker.kill();
                    Files.createFile(done);
                }
            }
        }
    }

    /** By a worker that keeps none. */
    private void removeAll(OwnServer server, Path agent) throws IOException, InterruptedException {
        FleetWorker last = new FleetWorker(root, NAME, config(server, agent, 0), tally, seed, Map.of());
        last.start();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (repository.git("worktree", "list").lines().count() > 1 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        last.end();
    }

    private Path config(OwnServer server, Path agent, int keepWorktrees) throws IOException {
        return Files.writeString(root.resolve(NAME + ".json"), JSON.writeValueAsString(Map.of("server_url", server.url(),
                "worker_name", NAME, "state_dir", root.resolve("state").resolve(NAME).toString(), "opencode_bin",
                agent.toString(), "codebases", List.of(Map.of("name", NAME, "path", repository.folder().toString(),
                        "isolation", "worktree")), "max_concurrent", 3, "poll_interval", 0.5, "heartbeat_interval", 2,
                "keep_worktrees", keepWorktrees, "max_attempts", 50)));
    }
}
