package io.agentmesh.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads processes from Linux's {@code /proc}. A process that ends meanwhile is treated as absent. */
public final class ProcFs {

    /** Linux counts CPU time in ticks, 100 a second on every platform that the JVM supports. */
    static final int TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");

    private ProcFs() {
    }

    /**
     * One line of {@code /proc/PID/stat}.
     *
     * @param startTicks since boot, field 22: with the pid it names one process
     * @param cpuTicks   user and system time, of its waited-for children too
     */
    public record Stat(long pid, char state, long parent, long startTicks, long cpuTicks) {

        /** False for a zombie: it has ended, its parent just hasn't waited for it. */
        public boolean isAlive() {
            return state != 'Z' && state != 'X';
        }
    }

    public static Optional<Stat> stat(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The name stands in brackets and may contain brackets.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long cpu = 0;
            for (int i = 11; i <= 14; i++) {
                cpu += Long.parseLong(fields[i]);
            }
            return Optional.of(new Stat(pid, fields[0].charAt(0), Long.parseLong(fields[1]),
                    Long.parseLong(fields[19]), cpu));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static List<Stat> withVariable(String name) {
        return withVariable(name, Set.of());
    }

    /**
     * All live processes whose environment has the variable, or that are members, and their descendants with another
     * environment. Processes of other users, which can't be read or ended, and this one don't count.
     *
     * @param members process ids that count in any case
     */
    static List<Stat> withVariable(String name, Set<Long> members) {
        byte[] wanted = (name + "=").getBytes(StandardCharsets.ISO_8859_1);
        long self = ProcessHandle.current().pid();
        List<Stat> found = new ArrayList<>();
        List<Stat> others = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                byte[] environment = pid == self ? null : environment(process);
                if (environment != null) {
                    List<Stat> kin = members.contains(pid) || names(environment, wanted) ? found : others;
                    stat(pid).filter(Stat::isAlive).ifPresent(kin::add);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc can't be read: " + e.getMessage(), e);
        }
        if (!found.isEmpty()) {
            addDescendants(found, others);
        }
        return found;
    }

    private static void addDescendants(List<Stat> found, List<Stat> others) {
        Set<Long> known = new HashSet<>();
        found.forEach(process -> known.add(process.pid()));
        boolean more = true;
        while (more) {
            List<Stat> children = others.stream().filter(process -> known.contains(process.parent())).toList();
            children.forEach(process -> known.add(process.pid()));
            found.addAll(children);
            more = others.removeAll(children);
        }
    }

    /** Arguments joined with blanks; empty where they can't be read. */
    public static String commandLine(long pid) {
        return String.join(" ", arguments(pid));
    }

    /** The arguments, the program first; empty where they can't be read. */
    static List<String> arguments(long pid) {
        try {
            byte[] words = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
            return List.of(new String(words, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The names of all matching variables in the environment of live readable processes other than this one. */
    public static Set<String> variables(Pattern name) {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                byte[] environment = environment(process);
                if (environment != null && !process.endsWith(Long.toString(ProcessHandle.current().pid()))) {
                    Stream.of(new String(environment, StandardCharsets.ISO_8859_1).split("\0"))
                            .map(variable -> variable.replaceFirst("(?s)=.*", "")).filter(name.asMatchPredicate())
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc can't be read: " + e.getMessage(), e);
        }
        return names;
    }

    /** Whether a process has the variable; false where it can't be read. */
    static boolean hasVariable(long pid, String name) {
        byte[] environment = environment(PROC.resolve(Long.toString(pid)));
        return environment != null && names(environment, (name + "=").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** How long ago a tick since boot was. */
    static Duration sinceTick(long tick) {
        return Duration.ofMillis(Math.max(0, uptime().toMillis() - tick * 1000 / TICKS_PER_SECOND));
    }

    /** Since boot, including the machine's sleep. */
    static Duration uptime() {
        try {
            String uptime = Files.readString(PROC.resolve("uptime"));
            double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
            return Duration.ofMillis((long) (seconds * 1000));
        } catch (IOException e) {
            throw new IllegalStateException("/proc can't be read: " + e.getMessage(), e);
        }
    }

    public static String bootId() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** @return null where it can't be read, as of another user's process or one that has ended */
    private static byte[] environment(Path process) {
        try {
            return Files.readAllBytes(process.resolve("environ"));
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean names(byte[] environment, byte[] wanted) {
        for (int at = 0; at + wanted.length <= environment.length; at++) {
            if ((at == 0 || environment[at - 1] == 0) && startsWith(environment, at, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] text, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (text[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
