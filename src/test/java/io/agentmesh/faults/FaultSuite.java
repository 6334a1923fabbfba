package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Runs all of it and prints the report; exits with 1 where anything went wrong. Properties: {@code faults.seed},
 * {@code faults.tasks}, {@code faults.only} (own, classic, redis, flood, night, clock, worktrees
 * or all), {@code faults.megabytes} of the flood,
 * {@code faults.report} (the file).
 */
public final class FaultSuite {

    /** Of each call, to be tampered with. */
    private static final double CHANCE = 0.06;
    /** Of all tasks, in percent. */
    private static final int FOR_OUR_SERVER = 70;
    /** As many more, compared with all the others. */
    private static final int BY_REDIS = 20;
    private static final int BY_NIGHT = 60;
    private static final int WHILE_CLOCKS_JUMP = 2;
    private static final int LEAST_BY_NIGHT = 8;
    private static final int IN_WORKTREES = 30;

    private final long seed;
    private final FaultReport report = new FaultReport();
    private boolean failed;

    private FaultSuite(long seed) {
        this.seed = seed;
    }

    /** A run with a folder of its own. */
    private interface Trial {

        void run(Path root, Tally tally) throws IOException, InterruptedException;
    }

    public static void main(String[] none) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int tasks = Integer.getInteger("faults.tasks", 1000);
        String only = System.getProperty("faults.only", "all");
        FaultSuite suite = new FaultSuite(Long.getLong("faults.seed", new Random().nextInt(1_000_000)));
        System.out.println("faults.seed=" + suite.seed + " faults.tasks=" + tasks);
        int ofOurs = tasks * FOR_OUR_SERVER / 100;
        if (List.of("all", "own").contains(only)) {
            suite.perform("our server", ofOurs, (root, tally) -> suite.tasks(root, ofOurs, new OwnServer(root, false), tally));
        }
        if (List.of("all", "classic").contains(only)) {
            suite.perform("a classic server", tasks - ofOurs,
                    (root, tally) -> suite.tasks(root, tasks - ofOurs, new FakeClassicServer(tally), tally));
        }
        if (List.of("all", "redis").contains(only)) {
            int ofRedis = tasks * BY_REDIS / 100;
            suite.perform("our server with Redis", ofRedis,
                    (root, tally) -> suite.tasks(root, ofRedis, new OwnServer(root, true), tally));
        }
        if (List.of("all", "flood").contains(only)) {
            suite.perform("a flood", 1,
                    (root, tally) -> new Flood(root, tally).run(Integer.getInteger("faults.megabytes", 1000)));
        }
        if (List.of("all", "night").contains(only)) {
            int ofNight = tasks * BY_NIGHT / 100;
            suite.perform("a night", ofNight, (root, tally) -> new Night(root, tally, suite.seed, false).run(ofNight));
        }
        if (List.of("all", "clock").contains(only)) {
            int jumping = Math.max(LEAST_BY_NIGHT, tasks * WHILE_CLOCKS_JUMP / 100);
            suite.perform("a night whose clock jumps", jumping,
                    (root, tally) -> new Night(root, tally, suite.seed + 1, true).run(jumping));
        }
        if (List.of("all", "worktrees").contains(only)) {
            suite.perform("worktrees", IN_WORKTREES,
                    (root, tally) -> new WorktreeTrial(root, tally, suite.seed).run(IN_WORKTREES));
        }
        suite.end();
    }

    private void end() throws IOException {
        System.out.println(report.text(seed));
        report.write(Path.of(System.getProperty("faults.report", "target/fault-report.md")), seed);
        System.exit(failed ? 1 : 0);
    }

    /** Where anything went wrong its files are kept. */
    private void perform(String title, int tasks, Trial trial) throws IOException, InterruptedException {
        Tally tally = new Tally();
        Path root = Files.createTempDirectory("agentmesh-faults-").toRealPath();
        long begun = System.nanoTime();
        try {
            trial.run(root, tally);
        } catch (IOException e) {
            tally.violated(0, e.getMessage());
        }
        report.add(title, tasks, (System.nanoTime() - begun) / 1_000_000_000, tally);
        if (tally.violations().isEmpty()) {
            new ProcessBuilder("rm", "-rf", root.toString()).inheritIO().start().waitFor();
        } else {
            failed = true;
            System.out.println("All files of the run with " + title + " are kept in " + root);
        }
    }

    private void tasks(Path root, int count, MeshServer server, Tally tally) throws IOException, InterruptedException {
        Cards cards = new Cards(count).common();
        FullDisk disk = new FullDisk(Files.createDirectories(root.resolve("state").resolve(Fleet.name(Fleet.WORKERS - 1))));
        boolean mounted = disk.mount();
        try (server) {
            if (server instanceof OwnServer) {
                cards.ofOurServer();
            }
            if (server.redisUrl() != null) {
                cards.ofRedis();
            }
            if (ControlGroups.areWritable()) {
                cards.hidingAgents();
            } else {
                tally.omitted("agent: " + Behaviour.HIDES.words(), "no right to make control groups");
            }
            if (mounted) {
                cards.fullDisks();
            } else {
                tally.omitted(Action.FILL_DISK.words(), "no right to mount a small file system");
            }
            List<TaskPlan> plans = cards.deal(seed, Fleet.codebases(server.hasSharedCodebases()).size());
            new Stage(root, server, plans, tally, seed, CHANCE).run();
        } finally {
            if (mounted) {
                disk.unmount();
            }
        }
    }
}
