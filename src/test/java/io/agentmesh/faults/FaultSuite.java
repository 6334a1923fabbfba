package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Runs all of it and prints the report; exits with 1 where anything went wrong. Properties: {@code faults.seed},
 * {@code faults.tasks}, {@code faults.only} ({@code own} or {@code classic}), {@code faults.report} (the file).
 */
public final class FaultSuite {

    private static final double CHANCE = 0.06;

    private final long seed = Long.getLong("faults.seed", new Random().nextInt(1_000_000));
    private final int tasks = Integer.getInteger("faults.tasks", 1000);
    private final String only = System.getProperty("faults.only", "");
    private final FaultReport report = new FaultReport();
    private boolean failed;

    private FaultSuite() {
    }

    public static void main(String[] none) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        FaultSuite suite = new FaultSuite();
        System.out.println("faults.seed=" + suite.seed + " faults.tasks=" + suite.tasks);
        suite.run();
        System.out.println(suite.report.text(suite.seed));
        suite.report.write(Path.of(System.getProperty("faults.report", "target/fault-report.md")), suite.seed);
        System.exit(suite.failed ? 1 : 0);
    }

    private void run() throws Exception {
        if (!only.equals("classic")) {
            stage("our server", tasks * 7 / 10, true);
        }
        if (!only.equals("own")) {
            stage("a classic server", tasks * 3 / 10, false);
        }
    }

    private void stage(String title, int count, boolean own) throws Exception {
        Tally tally = new Tally();
        Path root = Files.createTempDirectory("agentmesh-faults-").toRealPath();
        FullDisk disk = new FullDisk(Files.createDirectories(root.resolve("state/w3")));
        boolean mounted = disk.mount();
        long begun = System.nanoTime();
        try (MeshServer server = own ? new OwnServer(root) : new FakeClassicServer(tally)) {
            Deck deck = deck(count, own, mounted, tally);
            new Stage(root, server, deck.deal(seed, count, Fleet.WORKERS * Fleet.CODEBASES_EACH), tally, seed, CHANCE).run();
        } catch (IOException e) {
            tally.violated(0, e.getMessage());
        } finally {
            report.add(title, count, (System.nanoTime() - begun) / 1_000_000_000, tally);
            if (mounted && tally.violations().isEmpty()) {
                disk.unmount();
            }
        }
        if (tally.violations().isEmpty()) {
            remove(root);
        } else {
            failed = true;
            System.out.println("All files are kept in " + root);
        }
    }

    private static void remove(Path root) throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", root.toString()).inheritIO().start().waitFor();
    }

    /** Per 1,000 tasks. */
    private static Deck deck(int count, boolean own, boolean mounted, Tally tally) {
        int share = Math.max(1, count / 100);
        Deck deck = new Deck();
        for (Behaviour behaviour : Behaviour.values()) {
            deck.agents(behaviour == Behaviour.TALKS_ON ? Math.max(1, share / 3) : share, behaviour);
        }
        for (Moment moment : Moment.values()) {
            deck.strikes(Math.max(1, share / 2), Action.KILL_WORKER, moment);
        }
        deck.strikes(Math.max(1, share / 3), Action.SHIFT_CLOCK, Moment.STARTED);
        deck.strikes(Math.max(1, share / 3), Action.SHIFT_CLOCK, Moment.GRANTED);
        deck.strikes(Math.max(1, share / 3), Action.STOP_WORKER, Moment.STARTED);
        deck.strikes(Math.max(1, share / 3), Action.STOP_WORKER, Moment.CLAIMED);
        for (Moment moment : List.of(Moment.NOTED, Moment.GRANTED, Moment.STREAMED, Moment.DELIVERED)) {
            deck.strikes(Math.max(1, share / 3), Action.KILL_SERVER, moment);
        }
        if (own) {
            for (Moment moment : List.of(Moment.SEEN, Moment.GRANTED, Moment.STARTED, Moment.MIDWAY, Moment.ENDING,
                    Moment.KEPT)) {
                deck.strikes(Math.max(1, share / 2), Action.CANCEL, moment);
            }
        }
        if (mounted) {
            List<Integer> ofLastWorker = IntStream.range(0, Fleet.CODEBASES_EACH)
                    .mapToObj(i -> (Fleet.WORKERS - 1) * Fleet.CODEBASES_EACH + i).toList();
            for (Moment moment : List.of(Moment.CLAIMED, Moment.MIDWAY, Moment.ENDING)) {
                deck.strikes(Math.max(1, share / 4), Action.FILL_DISK, moment, ofLastWorker);
            }
        } else {
            tally.omitted(Action.FILL_DISK.words(), "no right to mount a small file system");
        }
        return deck;
    }
}
