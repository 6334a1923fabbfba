package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One worker that is busy without a pause for far longer than every limit, behind others' proxies, with prompts of up
 * to a megabyte, while its clock jumps and a second worker comes with its name. Nothing may be lost, doubled or left,
 * and in the end its process is as it was at first.
 */
final class Night {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "night";
    private static final String TWIN = "twin";
    private static final double CHANCE = 0.06;
    private static final int OPEN_AT_ONCE = 12;
    private static final int MOST_VIOLATIONS = 50;
    private static final int HOUR = 3600;
    private static final Duration TIMEOUT = Duration.ofMinutes(15);
    private static final Duration TIME_TO_SETTLE = Duration.ofMinutes(2);
    private static final String PROPERTIES = """
            worker.retry-delay=50
            worker.retry-delay-limit=1000
            worker.poll-jitter=50
            worker.output-batch-age=200ms
            """;

    private final Path root;
    private final Tally tally;
    private final TaskBook book = new TaskBook();
    private final History history = new History();
    private final long seed;
    private final boolean jumps;
    private final Dice dice;
    private final List<String> names = new ArrayList<>();

    /** @param jumps whether the worker's clock jumps, which makes the worker several times slower */
    Night(Path root, Tally tally, long seed, boolean jumps) {
        this.root = root;
        this.tally = tally;
        this.seed = seed;
        this.jumps = jumps;
        dice = new Dice(seed, CHANCE, EnumSet.allOf(NetworkFault.class));
        for (int i = 1; i <= NightPlans.CODEBASES; i++) {
            names.add(NAME + "-code" + i);
        }
    }

    void run(int tasks) throws IOException, InterruptedException {
        List<TaskPlan> plans = NightPlans.deal(seed, tasks);
        Path agent = AgentScript.write(root);
        Files.writeString(root.resolve("worker.properties"), PROPERTIES);
        Optional<FakedClock> clock = jumps ? FakedClock.in(root) : Optional.empty();
        try (OwnServer server = new OwnServer(root, false); NightProxy nginx = NightProxy.before(server.url(), root, tally)) {
            Strikes strikes = new Strikes(book, dice, server, tally, history);
            try (FaultProxy proxy = new FaultProxy(nginx.url(), book, dice, strikes, tally);
                    FaultProxy ofTwin = new FaultProxy(nginx.url(), book, dice, strikes, tally)) {
                FleetWorker worker = new FleetWorker(root, NAME, config(NAME, proxy.url(), agent), tally, seed,
                        clock.map(FakedClock::variables).orElse(Map.of()));
                FleetWorker twin = new FleetWorker(root, TWIN, config(TWIN, ofTwin.url(), agent), tally, seed);
                proxy.open(worker);
                ofTwin.open(twin);
                NightEvents events = new NightEvents(tasks, tally);
                clock.ifPresent(it -> events.at(0.15, "the worker's clock jumps an hour ahead", () -> it.jump(HOUR))
                        .at(0.35, "the worker's clock jumps back by two hours", () -> it.jump(-HOUR))
                        .at(0.8, "the worker's clock is right again", () -> it.jump(0)));
                if (jumps && clock.isEmpty()) {
                    tally.omitted("the worker's clock jumps", "there is no libfaketime");
                }
                events.at(0.45, "nginx is started anew", nginx::restart)
                        .at(0.5, "a second worker comes with the same name", twin::start)
                        .at(0.7, "the second worker of the same name goes", twin::end);
                worker.start();
                try {
                    work(plans, server, worker, events);
                } finally {
                    events.finish();
                    worker.end();
                }
                Audit audit = new Audit(root, server, book, history, tally);
                audit.checkTasks();
                server.close();
                audit.checkLeftovers(List.of(worker, twin));
            }
        }
    }

    private void work(List<TaskPlan> plans, OwnServer server, FleetWorker worker, NightEvents events)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!server.codebases().keySet().containsAll(names)) {
            requireTime(deadline, "the worker doesn't register");
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Map<String, String> codebases = server.codebases();
        // The busy codebase has all of its tasks at once.
        Deque<TaskPlan> others = new ArrayDeque<>();
        for (TaskPlan plan : plans) {
            if (plan.codebase() > 0) {
                others.add(plan);
            } else {
                submit(server, codebases, plan);
            }
        }
        int open = book.open().size();
        Footprint[] first = null;
        while (!others.isEmpty() || !book.open().isEmpty()) {
            while (!others.isEmpty() && book.open().size() - open < OPEN_AT_ONCE) {
                submit(server, codebases, others.remove());
            }
            requireTime(deadline, "tasks don't end: " + book.open());
            TimeUnit.MILLISECONDS.sleep(200);
            open -= look(server);
            int ended = plans.size() - others.size() - book.open().size();
            if (first == null && ended * 10 >= plans.size()) {
                first = footprints(server, worker);
            }
            events.happen(ended);
        }
        dice.stop();
        settle(worker);
        compare(first, footprints(server, worker));
    }

    private void submit(OwnServer server, Map<String, String> codebases, TaskPlan plan) throws IOException, InterruptedException {
        book.enter(server.submit(codebases.get(names.get(plan.codebase())), plan), plan);
    }

    /** @return how many tasks of the busy codebase have ended since the last time */
    private int look(OwnServer server) throws IOException, InterruptedException {
        int ended = 0;
        for (String id : book.reported()) {
            book.ended(id, server.task(id).path("status").asText());
            ended += book.plan(id).codebase() == 0 ? 1 : 0;
        }
        return ended;
    }

    private void requireTime(long deadline, String trouble) throws IOException {
        if (System.nanoTime() > deadline || tally.violations().size() > MOST_VIOLATIONS) {
            throw new IOException(trouble);
        }
    }

    private void settle(FleetWorker worker) throws IOException, InterruptedException {
        Leftovers left = new Leftovers(root);
        long deadline = System.nanoTime() + TIME_TO_SETTLE.toNanos();
        while (System.nanoTime() < deadline && !left.files(worker).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static Footprint[] footprints(OwnServer server, FleetWorker worker) throws IOException {
        return new Footprint[] {Footprint.of(worker.pid()), Footprint.of(server.pid())};
    }

    private void compare(Footprint[] first, Footprint[] last) {
        System.out.println("worker and server at first " + List.of(first) + ", in the end " + List.of(last));
        last[0].growth(first[0]).forEach(grown -> tally.violated(0, "the worker has " + grown));
        last[1].growth(first[1]).forEach(grown -> tally.violated(0, "the server has " + grown));
    }

    private Path config(String folder, String url, Path agent) throws IOException {
        List<Map<String, String>> codebases = new ArrayList<>();
        for (String name : names) {
            codebases.add(Map.of("name", name, "path", Files.createDirectories(root.resolve("code").resolve(name)).toString()));
        }
        return Files.writeString(root.resolve(folder + ".json"), JSON.writeValueAsString(Map.of("server_url", url,
                "worker_name", NAME, "state_dir", root.resolve("state").resolve(folder).toString(),
                "opencode_bin", agent.toString(), "codebases", codebases, "max_concurrent", NightPlans.CODEBASES,
                "poll_interval", 0.5, "heartbeat_interval", 2, "task_timeout", 5, "keep_runs", 10)));
    }
}
