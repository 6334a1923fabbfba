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
 * One writer a folder, on the whole machine: a lock of the system on the folder itself, whatever path, link or bind mount
 * leads to it, and whichever user's worker asks. The folders around it are locked too, but shared, so that folders within
 * one another exclude each other and neighbours don't.
 *
 * <p>Nothing is written anywhere, and so nobody can put anything in the way. A small process of its own holds the lock
 * (Java can't take this kind): it lets go when it is told to. If the worker dies first, it holds on for as long as
 * processes of the run are there.
 */
final class FolderLock implements HeldLock {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    /** The status of {@code flock} where somebody else has the lock. */
    private static final int CONFLICT = 1;
    /** ENOENT, as ProcessBuilder words it. */
    private static final String NO_SUCH_FILE = "error=2,";
    private static final int SECONDS_TO_FREE = 5;

    private final Process process;
    private final long holder;
    private RunFolder guarded;

    private FolderLock(Process process, long holder) {
        this.process = process;
        this.holder = holder;
    }

    /**
     * How {@code flock} is called here: where it can, it makes way for its command, so that many folders need one process.
     *
     * @throws IOException where there is none
     */
    static List<String> program() throws IOException {
        List<String> makingWay = List.of("flock", "-F");
        List<String> probe = new ArrayList<>(makingWay);
        probe.addAll(List.of("-s", "/", "true"));
        try {
            Process process = new ProcessBuilder(probe).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return exitStatus(process) == 0 ? makingWay : List.of("flock");
        } catch (IOException e) {
            throw String.valueOf(e.getMessage()).contains(NO_SUCH_FILE)
                    ? new IOException("there is no program flock on PATH (it comes with util-linux)", e) : e;
        }
    }

    /**
     * @param flock   as {@link #program} says
     * @param root    the folder itself, or the one around it that nobody else may work in either
     * @param folder  a real path
     * @param waiting from {@link LockHolder#waiting()}, or null
     * @return null where somebody else has it, or one around or below it
     * @throws IOException with a sentence where it can't be locked
     */
    static FolderLock take(List<String> flock, Path root, Path folder, Process waiting) throws IOException {
        List<String> words = words(flock, root, folder);
        if (waiting != null && hears(waiting, words)) {
            try {
                return lock(waiting);
            } catch (IOException e) {
                LOG.debug("the process that stood ready can't take a lock: {}", e.getMessage());
            }
        }
        return lock(LockHolder.start(words));
    }

    /** A name with a line break can't be sent; a process that gets no words ends. */
    private static boolean hears(Process waiting, List<String> words) throws IOException {
        String lines = String.join("\n", words) + "\n\n";
        if (lines.lines().count() != words.size() + 1) {
            waiting.getOutputStream().close();
            return false;
        }
        try {
            send(waiting, lines);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    private static FolderLock lock(Process process) throws IOException {
        BufferedReader words = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        String last = "";
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            if (line.startsWith(LockHolder.HELD)) {
                return new FolderLock(process, Long.parseLong(line.substring(LockHolder.HELD.length())));
            }
            last = line;
        }
        process.getOutputStream().close();
        int status = exitStatus(process);
        // The small flock of BusyBox has one status for all, and says why only where it isn't this.
        if (status == CONFLICT && last.isEmpty()) {
            return null;
        }
        throw new IOException(last.isEmpty() ? "flock ended with exit " + status : last);
    }

    /** {@code flock} in {@code flock}, from the outermost folder to this one. */
    private static List<String> words(List<String> flock, Path root, Path folder) {
        List<String> words = new ArrayList<>();
        for (int names = 1; names < folder.getNameCount(); names++) {
            Path around = folder.getRoot().resolve(folder.subpath(0, names));
            // One that we may not even look into is nobody's codebase that we could ever meet.
            if (Files.isReadable(around)) {
                words.addAll(flock);
                words.addAll(List.of("-n", around.equals(root) ? "-x" : "-s", name(around)));
            }
        }
        words.addAll(flock);
        words.addAll(List.of("-n", "-x", name(folder)));
        return words;
    }

    /** {@code flock} makes a file where there is nothing, but for a name that only a folder can have. */
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

    /** The holder ends by itself; who takes the lock next needn't wait for it. */
    @Override
    public void close() throws IOException {
        if (guarded != null) {
            LockRecord.remove(guarded);
        }
        send(process, "free\n");
        process.getOutputStream().close();
        try {
            process.waitFor(SECONDS_TO_FREE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(Process process, String lines) throws IOException {
        Writer words = process.outputWriter(StandardCharsets.UTF_8);
        words.write(lines);
        words.flush();
    }
}
