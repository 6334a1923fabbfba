package io.agentmesh.agent.lock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exclusive lock on a folder for the whole machine: {@code flock} on the folder itself, whatever path, link or bind
 * mount leads to it, and whichever user's worker asks. The folders around it are locked shared, so that nested folders
 * exclude each other and siblings don't.
 *
 * <p>A helper process holds the lock, as Java can't take this kind, and releases it on request. If the worker dies
 * first, the helper holds it for as long as processes of the run exist. No lock file is written.
 */
final class FolderLock implements HeldLock {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    /** Exit status of {@code flock} where another process has the lock. */
    private static final int CONFLICT = 1;
    /** ENOENT, as ProcessBuilder reports it. */
    private static final String NO_SUCH_FILE = "error=2,";
    private static final int RELEASE_SECONDS = 5;

    private final Process process;
    private final long holder;
    private RunFolder guarded;

    private FolderLock(Process process, long holder) {
        this.process = process;
        this.holder = holder;
    }

    /**
     * The command line of {@code flock}: with {@code --no-fork} where supported, so that many folders need one process.
     *
     * @throws IOException where flock is not installed
     */
    static List<String> program() throws IOException {
        List<String> noFork = List.of("flock", "-F");
        List<String> probe = new ArrayList<>(noFork);
        probe.addAll(List.of("-s", "/", "true"));
        try {
            Process process = new ProcessBuilder(probe).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return exitStatus(process) == 0 ? noFork : List.of("flock");
        } catch (IOException e) {
            throw String.valueOf(e.getMessage()).contains(NO_SUCH_FILE)
                    ? new IOException("there is no program flock on PATH (it comes with util-linux)", e) : e;
        }
    }

    /**
     * @param flock   see {@link #program}
     * @param root    the folder itself, or the one around it that is locked exclusively with it
     * @param folder  a real path
     * @param standby from {@link LockHolder#standby()}, or null
     * @return null where another process has locked it, or a folder around or below it
     * @throws IOException with a sentence where it can't be locked
     */
    static FolderLock take(List<String> flock, Path root, Path folder, Process standby) throws IOException {
        List<String> command = command(flock, root, folder);
        if (standby != null && handOver(standby, command)) {
            try {
                return lock(standby);
            } catch (IOException e) {
                LOG.debug("the process that stood ready can't take a lock: {}", e.getMessage());
            }
        }
        return lock(LockHolder.start(command));
    }

    /** A name with a line break can't be sent; the process then ends. */
    private static boolean handOver(Process standby, List<String> command) throws IOException {
        String lines = String.join("\n", command) + "\n\n";
        if (lines.lines().count() != command.size() + 1) {
            standby.getOutputStream().close();
            return false;
        }
        try {
            send(standby, lines);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    private static FolderLock lock(Process process) throws IOException {
        BufferedReader command = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        String last = "";
        for (String line = command.readLine(); line != null; line = command.readLine()) {
            if (line.startsWith(LockHolder.HELD)) {
                return new FolderLock(process, Long.parseLong(line.substring(LockHolder.HELD.length())));
            }
            last = line;
        }
        process.getOutputStream().close();
        int status = exitStatus(process);
        // BusyBox's flock has one status for all failures, and writes a message only where it isn't this.
        if (status == CONFLICT && last.isEmpty()) {
            return null;
        }
        throw new IOException(last.isEmpty() ? "flock ended with exit " + status : last);
    }

    /** Nested {@code flock} commands, from the outermost folder to this one. */
    private static List<String> command(List<String> flock, Path root, Path folder) {
        List<String> command = new ArrayList<>();
        for (int names = 1; names < folder.getNameCount(); names++) {
            Path around = folder.getRoot().resolve(folder.subpath(0, names));
            // A folder that we can't read is no codebase of ours.
            if (Files.isReadable(around)) {
                command.addAll(flock);
                command.addAll(List.of("-n", around.equals(root) ? "-x" : "-s", name(around)));
            }
        }
        command.addAll(flock);
        command.addAll(List.of("-n", "-x", name(folder)));
        return command;
    }

    /** {@code flock} would create a missing file; a trailing slash prevents that. */
    private static String name(Path folder) {
        return folder + "/";
    }

    private static int exitStatus(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the worker stops", e);
        }
    }

    @Override
    public void guard(RunFolder run, RunRecord record, long holdSeconds) throws IOException {
        LockRecord.of(holder, record, holdSeconds).write(run);
        guarded = run;
        send(process, "run " + run.path() + "\n");
    }

    /** The holder ends by itself; the next lock needn't wait for it. */
    @Override
    public void close() throws IOException {
        if (guarded != null) {
            LockRecord.remove(guarded);
        }
        send(process, "free\n");
        process.getOutputStream().close();
        try {
            process.waitFor(RELEASE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(Process process, String lines) throws IOException {
        Writer command = process.outputWriter(StandardCharsets.UTF_8);
        command.write(lines);
        command.flush();
    }
}
