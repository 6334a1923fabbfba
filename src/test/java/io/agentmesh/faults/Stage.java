package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run: tasks are handed out while faults happen, until all have ended; then all goes well, and the books are
 * checked.
 */
final class Stage {

    private static final int OPEN_AT_ONCE = 40;
    /** Workers that can't start would else be started again and again. */
    private static final int MOST_VIOLATIONS = 50;
    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");
    private static final Duration TIMEOUT = Duration.ofMinutes(30);
    private static final Duration TIME_TO_SETTLE = Duration.ofMinutes(3);

    private final Path root;
    private final MeshServer server;
    private final List<TaskPlan> plans;
    private final Tally tally;
    private final TaskBook book = new TaskBook();
    private final History history = new History();
    private final long seed;
    private final Dice dice;

    /** @param chance of each call to be tampered with */
    Stage(Path root, MeshServer server, List<TaskPlan> plans, Tally tally, long seed, double chance) {
        this.root = root;
        this.server = server;
        this.plans = plans;
        this.tally = tally;
        this.seed = seed;
        this.dice = new Dice(seed, chance);
    }

    void run() throws IOException, InterruptedException {
        Strikes strikes = new Strikes(book, dice, server, tally, history);
        List<FaultProxy> proxies = new ArrayList<>();
        for (int i = 0; i < Fleet.WORKERS; i++) {
            proxies.add(new FaultProxy(server.url(), book, dice, strikes, tally));
        }
        try (Fleet fleet = new Fleet(root, proxies, server, strikes, tally, seed)) {
            fleet.start();
            try {
                handOut();
                dice.stop();
                settle(fleet);
            } finally {
                fleet.end();
            }
            Audit audit = new Audit(root, server, book, history, tally);
            audit.checkTasks();
            server.close();
            audit.checkLeftovers(fleet.workers());
        }
    }

    private void handOut() throws IOException, InterruptedException {
        List<String> names = Fleet.codebases(server.hasSharedCodebases());
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        Map<String, String> codebases = server.codebases();
        while (!codebases.keySet().containsAll(names)) {
            requireTime(deadline, "the workers don't register");
            Thread.sleep(200);
            codebases = server.codebases();
        }
        int next = 0;
        while (next < plans.size() || !book.open().isEmpty()) {
            while (next < plans.size() && book.open().size() < OPEN_AT_ONCE) {
                TaskPlan plan = plans.get(next++);
                book.enter(server.submit(codebases.get(names.get(plan.codebase())), plan), plan);
            }
            requireTime(deadline, "tasks don't end: " + book.open());
            Thread.sleep(200);
            look();
        }
    }

    private void requireTime(long deadline, String trouble) throws IOException {
        if (System.nanoTime() > deadline || tally.violations().size() > MOST_VIOLATIONS) {
            throw new IOException(trouble);
        }
    }

    private void look() throws InterruptedException {
        for (String id : book.open()) {
            try {
                String status = server.task(id).path("status").asText();
                if (ENDS.contains(status)) {
                    book.ended(id, status);
                }
            } catch (IOException down) {
                return;
            }
        }
    }

    /** Outcomes that the server has may still be unacknowledged. */
    private void settle(Fleet fleet) throws IOException, InterruptedException {
        Leftovers left = new Leftovers(root);
        long deadline = System.nanoTime() + TIME_TO_SETTLE.toNanos();
        while (System.nanoTime() < deadline) {
            boolean settled = true;
            for (FleetWorker worker : fleet.workers()) {
                settled &= left.files(worker).isEmpty();
            }
            if (settled) {
                return;
            }
            Thread.sleep(200);
        }
    }
}
