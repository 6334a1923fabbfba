package io.agentmesh.agent.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.process.ProcFs;

/**
 * Who holds the lock of a run's folder, and for which worker: the file {@code lock} in the run's folder. Once its
 * worker is dead the holder reads it, and releases when the file is gone or names another holder. A restarted worker
 * writes its own process there, and so takes over the lock without releasing it.
 *
 * <p>The holder's start and boot come last, as holders of an earlier version don't read them; records of such a version
 * lack them, and their holder is recognised by its name alone.
 *
 * @param holder      the process id of the holder
 * @param worker      the process id of the worker responsible for the run
 * @param workerTicks when that process started, in clock ticks since boot
 * @param variable    the tracking variable of the run's processes
 * @param cgroup      the folder of the run's control group, or empty
 * @param holdSeconds see {@link HeldLock#guard}
 * @param start       of the holder, in clock ticks since boot, a blank, and the boot; empty where unknown
 */
record LockRecord(long holder, long worker, long workerTicks, String variable, String cgroup, long holdSeconds,
        String start) {

    /** A holder's name in the list of processes. */
    static final String HOLDER_NAME = "agentmesh-lock";
    private static final int LINES = 5;

    /** The record of a live holder. */
    static LockRecord of(long holder, RunRecord record, long holdSeconds) {
        return of(holder, start(holder), record, holdSeconds);
    }

    private static LockRecord of(long holder, String start, RunRecord record, long holdSeconds) {
        long self = ProcessHandle.current().pid();
        return new LockRecord(holder, self, ProcFs.stat(self).map(ProcFs.Stat::startTicks).orElse(0L), record.tracking(),
                record.cgroup() == null ? "" : record.cgroup(), holdSeconds, start);
    }

    /** The same holder, for a run that this worker is now responsible for. */
    LockRecord handedOver(RunRecord record, long seconds) {
        return of(holder, start, record, seconds);
    }

    private static String start(long process) {
        return ProcFs.stat(process).map(found -> found.startTicks() + " " + ProcFs.bootId()).orElse("");
    }

    /** Not forced to the disk: no lock outlives a power cut. */
    void write(RunFolder run) throws IOException {
        DurableFile.replace(file(run), "%d%n%d %d%n%s%n%s%n%d%n%s%n".formatted(holder, worker, workerTicks, variable,
                cgroup, holdSeconds, start).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where there is no readable record. */
    static Optional<LockRecord> read(RunFolder run) {
        try {
            List<String> lines = Files.readAllLines(file(run));
            String[] worker = lines.size() < LINES ? new String[0] : lines.get(1).split(" ");
            return worker.length < 2 ? Optional.empty() : Optional.of(new LockRecord(Long.parseLong(lines.get(0)),
                    Long.parseLong(worker[0]), Long.parseLong(worker[1]), lines.get(2), lines.get(3),
                    Long.parseLong(lines.get(4)), lines.size() > LINES ? lines.get(LINES) : ""));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static void remove(RunFolder run) throws IOException {
        Files.deleteIfExists(file(run));
    }

    /** The holder, if alive. The process id may have been reused, even by another folder's holder. */
    Optional<ProcessHandle> process() {
        boolean isIt = ProcFs.stat(holder).filter(ProcFs.Stat::isAlive).isPresent()
                && (start.isEmpty() || start.equals(start(holder))) && ProcFs.commandLine(holder).contains(HOLDER_NAME);
        return isIt ? ProcessHandle.of(holder) : Optional.empty();
    }

    private static Path file(RunFolder run) {
        return run.path().resolve("lock");
    }
}
