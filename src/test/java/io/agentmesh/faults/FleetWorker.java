package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.agentmesh.worker.lifecycle.WorkerExit;

/** {@code agentmesh worker} with a state folder; when it ends it is started again, until the run is over. */
final class FleetWorker {

    private static final int EXIT_OF_KILL = 137;
    /** The last one is Java's own, of a TERM that comes before the program listens. */
    private static final Set<Integer> EXITS_OF_TERM = Set.of(WorkerExit.FINISHED, WorkerExit.ENDED_TASKS, 143);
    private static final int LONGEST_PAUSE_MILLIS = 1500;
    /** More than {@link OwnServer}'s patience. */
    private static final int ABSENCE_MILLIS = 25_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final Path root;
    private final String name;
    private final Path config;
    private final Tally tally;
    private final Random random;
    private final Map<String, String> variables;
    private final Thread keeper = new Thread(this::keep);
    private Process process;
    private volatile boolean over;
    private final Set<Integer> allowedExits = ConcurrentHashMap.newKeySet();
    private volatile boolean shifts;
    private volatile boolean staysAway;
    private volatile boolean killable;

    FleetWorker(Path root, String name, Path config, Tally tally, long seed) throws IOException {
        this(root, name, config, tally, seed, Map.of());
    }

    /**
     * @param config    its config.json; the state folder is {@code root/state/name}
     * @param variables of its environment, besides the usual ones
     */
    FleetWorker(Path root, String name, Path config, Tally tally, long seed, Map<String, String> variables)
            throws IOException {
        this.variables = Map.copyOf(variables);
        this.root = root;
        this.name = name;
        this.config = config;
        this.tally = tally;
        this.random = new Random(seed);
        for (String folder : List.of("runs", "outbox")) {
            Files.createDirectories(state().resolve(folder));
        }
        Files.createDirectories(moments());
    }

    void start() throws IOException {
        launch();
        keeper.setName("keeper of " + name);
        keeper.start();
    }

    /** Others kill it, too. */
    void mayBeKilled() {
        killable = true;
    }

    String name() {
        return name;
    }

    Path state() {
        return root.resolve("state").resolve(name);
    }

    /** Where the agent tells what it has come to. */
    Path moments() {
        return root.resolve("moments").resolve(name);
    }

    Path log() {
        return root.resolve(name + ".log");
    }

    /** Not once the run is over: nobody would end it then. */
    private synchronized void launch() throws IOException {
        if (over) {
            return;
        }
        allowedExits.clear();
        process = JavaProcess.start(root, log(), List.of("-Xms32m", "-Xmn12m", "-Xmx96m"), List.of("worker",
                "--config=" + config, "--properties=" + root.resolve("worker.properties")), variables);
    }

    /** The most memory that its process had so far: {@code VmHWM} of {@code /proc/PID/status}. */
    synchronized long peakKib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("worker " + name + " has ended");
    }

    synchronized long pid() {
        return process.pid();
    }

    /** When this returns it is gone. */
    synchronized void kill() throws InterruptedException {
        allowedExits.add(EXIT_OF_KILL);
        process.destroyForcibly().waitFor();
    }

    /** As {@link #kill}; all its files are an hour older, or younger, when it starts again. */
    synchronized void killAndShiftClock() throws InterruptedException {
        shifts = true;
        kill();
    }

    /** As {@link #kill}; it starts again when the server has given up waiting for it. */
    synchronized void killAndKeepAway() throws InterruptedException {
        staysAway = true;
        kill();
    }

    /** TERM. */
    synchronized void stop() {
        allowedExits.addAll(EXITS_OF_TERM);
        process.destroy();
    }

    /** SIGUSR1. */
    synchronized void handOver() throws IOException, InterruptedException {
        allowedExits.add(WorkerExit.HANDED_OVER);
        new ProcessBuilder("kill", "-USR1", String.valueOf(process.pid())).start().waitFor();
    }

    /** TERM, for good. */
    void end() throws InterruptedException {
        over = true;
        stop();
        keeper.join(TimeUnit.SECONDS.toMillis(60));
        if (keeper.isAlive()) {
            tally.violated(0, "worker " + name + " doesn't end at TERM");
            kill();
            keeper.join();
        }
    }

    private void keep() {
        try {
            while (true) {
                int exit = process.waitFor();
                if (!allowedExits.contains(exit) && !(killable && exit == EXIT_OF_KILL)) {
                    tally.violated(0, "worker " + name + " ended with exit " + exit);
                }
                if (over) {
                    return;
                }
                Thread.sleep(staysAway ? ABSENCE_MILLIS : random.nextInt(LONGEST_PAUSE_MILLIS));
                staysAway = false;
                shiftTimes();
                launch();
            }
        } catch (IOException | InterruptedException e) {
            tally.violated(0, "worker " + name + " can't be kept running: " + e);
        }
    }

    /** To a process that starts, a clock that jumped is one by which all files have another age. */
    private void shiftTimes() throws IOException {
        if (!shifts) {
            return;
        }
        shifts = false;
        long by = random.nextBoolean() ? HOUR_MILLIS : -HOUR_MILLIS;
        try (Stream<Path> files = Files.walk(state())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + by));
            }
        }
    }
}
