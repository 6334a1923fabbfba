package io.agentmesh.opencode;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One writer a folder, on the whole machine: a lock of the system on the folder itself, whatever path, link or bind mount
 * leads to it, and whichever user's worker asks. The folders around it are locked too, but shared, so that folders within
 * one another exclude each other and neighbours don't.
 *
 * <p>Nothing is written anywhere, and so nobody can put anything in the way. A small process of its own holds the lock
 * (Java can't take this kind): it lets go when it is told to. If the worker dies first, it holds on for as long as
 * processes of the run are there.
 */
final class FolderLock implements Closeable {

    /** The status of {@code flock} where somebody else has the lock. */
    private static final int CONFLICT = 1;
    /** No status at all. */
    private static final int HELD = -1;
    private static final int SECONDS_TO_FREE = 5;

    /**
     * It is told line by line what the run is, and in the end that the lock is free. The end of the lines without that
     * means that the worker has died: then the run is looked for each second. Its outcome in the outbox of the worker's
     * next life ends that, too: what is left then may stay.
     */
    private static final String HOLDER = """
            trap : TERM INT HUP
            echo held
            while read -r word rest; do
                case $word in
                free) exit 0 ;;
                variable) variable=$rest ;;
                group) group=$rest ;;
                run) run=$rest ;;
                esac
            done
            lives() {
                grep -qs "$variable=" /proc/[0-9]*/environ || grep -qs 'populated 1' "$group/cgroup.events"
            }
            while [ -n "$run" ] && [ -d "$run" ] && [ ! -e "$run/reported" ] && lives; do sleep 1; done
            """;

    /** Becomes what it is told, a word in each line, then an empty line. */
    private static final String WAITING = """
            holder=$1
            set --
            while IFS= read -r word; do
                [ -n "$word" ] || exec "$@" sh -c "$holder" agentmesh-lock
                set -- "$@" "$word"
            done
            """;

    private final Process holder;

    private FolderLock(Process holder) {
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
        Process process = new ProcessBuilder(probe).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return exitStatus(process) == 0 ? makingWay : List.of("flock");
    }

    /**
     * A process that waits to become the holder of a lock, started ahead, as that takes longer than the lock itself. It
     * ends with this worker, or when its input is closed.
     */
    static Process waiting() throws IOException {
        return start(List.of("setsid", "sh", "-c", WAITING, "agentmesh-lock", HOLDER));
    }

    private static Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().putAll(path == null ? Map.of() : Map.of("PATH", path));
        return builder.start();
    }

    /**
     * @param flock   as {@link #program} says
     * @param folder  a real path
     * @param waiting from {@link #waiting()}, or null
     * @return null where somebody else has it, or one around or below it
     * @throws IOException with a sentence where it can't be locked at all, as on some network drives
     */
    static FolderLock take(List<String> flock, Path folder, Process waiting) throws IOException {
        List<String> words = words(flock, folder);
        if (waiting != null && hears(waiting, words)) {
            int status = status(waiting);
            if (status == HELD || status == CONFLICT) {
                return status == HELD ? new FolderLock(waiting) : null;
            }
        }
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(words);
        command.addAll(List.of("sh", "-c", HOLDER, "agentmesh-lock"));
        Process holder = start(command);
        int status = status(holder);
        if (status != HELD && status != CONFLICT) {
            throw new IOException("flock ended with exit " + status);
        }
        return status == HELD ? new FolderLock(holder) : null;
    }

    /** A name with a line break can't be told; one that isn't told anything ends. */
    private static boolean hears(Process waiting, List<String> words) throws IOException {
        String lines = String.join("\n", words) + "\n\n";
        if (lines.lines().count() != words.size() + 1) {
            waiting.getOutputStream().close();
            return false;
        }
        try {
            tell(waiting, lines);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    /** @return the exit status, or {@link #HELD} where it goes on */
    private static int status(Process holder) throws IOException {
        if (new BufferedReader(holder.inputReader(StandardCharsets.US_ASCII)).readLine() != null) {
            return HELD;
        }
        holder.getOutputStream().close();
        return exitStatus(holder);
    }

    /** {@code flock} in {@code flock}, from the outermost folder to this one. */
    private static List<String> words(List<String> flock, Path folder) {
        List<String> words = new ArrayList<>();
        for (int names = 1; names < folder.getNameCount(); names++) {
            Path around = folder.getRoot().resolve(folder.subpath(0, names));
            // One that we may not even look into is nobody's codebase that we could ever meet.
            if (Files.isReadable(around)) {
                words.addAll(flock);
                words.addAll(List.of("-n", "-s", around.toString()));
            }
        }
        words.addAll(flock);
        words.addAll(List.of("-n", "-x", folder.toString()));
        return words;
    }

    private static int exitStatus(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the worker stops", e);
        }
    }

    /** Before the run starts: should the worker die, the lock is held until these processes are gone. */
    void guard(RunFolder run, RunRecord record) throws IOException {
        tell(holder, "variable " + record.tracking() + "\ngroup " + record.cgroup() + "\nrun " + run.path() + "\n");
    }

    /** The holder ends by itself; who takes the lock next needn't wait for it. */
    @Override
    public void close() throws IOException {
        tell(holder, "free\n");
        holder.getOutputStream().close();
        try {
            holder.waitFor(SECONDS_TO_FREE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Process holder, String lines) throws IOException {
        Writer words = holder.outputWriter(StandardCharsets.UTF_8);
        words.write(lines);
        words.flush();
    }
}
