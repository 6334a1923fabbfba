package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An executable that stands in for OpenCode: a shell script that keeps what it was given, and does what a test says.
 *
 * <pre>{@code
 * ScriptedOpenCode agent = new ScriptedOpenCode(folder).onRun(
 *         ScriptedOpenCode.print(AgentEvents.answer("Done.")));
 * // run agent.program()
 * assertThat(agent.calls()).singleElement()...
 * }</pre>
 *
 * It answers {@code --version}, {@code session list}, {@code export ID} and {@code run …}. The lines of a test are those
 * of a POSIX shell, which has read the prompt already; {@code $call} is the folder of this call, for what the test wants
 * to see, and {@code $here} one that all calls share.
 */
public final class ScriptedOpenCode {

    private final Path folder;
    private final Path program;

    /** @param folder made where it is missing; its path may hold anything but a single quote and a line end */
    public ScriptedOpenCode(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.program = Scripts.shell(folder.resolve("opencode"), """
                here='%s'
                case $1 in
                --version) echo 1.18.33; exit ;;
                session) echo '[]'; exit ;;
                export) . "$here/on-export"; exit ;;
                esac
                call=$here/calls/$$
                mkdir -p "$call"
                printf '%%s\\0' "$@" > "$call/arguments"
                cat "/proc/$$/environ" > "$call/environment"
                pwd -P > "$call/folder"
                cat > "$call/input"
                . "$here/on-run"
                """.formatted(folder));
        onRun(print(AgentEvents.answer("Done.")));
        onExport("echo 'Error: Session not found: '$2 >&2; exit 1");
    }

    /** What {@code opencode run} does. */
    public ScriptedOpenCode onRun(String lines) throws IOException {
        Files.writeString(folder.resolve("on-run"), lines + "\n");
        return this;
    }

    /** What {@code opencode export} does; the session is {@code $2}. */
    public ScriptedOpenCode onExport(String lines) throws IOException {
        Files.writeString(folder.resolve("on-export"), lines + "\n");
        return this;
    }

    /** Shell lines that print the given ones to stdout. */
    public static String print(String lines) {
        return "cat <<'END OF LINES'\n" + lines.stripTrailing() + "\nEND OF LINES\n";
    }

    public Path program() {
        return program;
    }

    /** The folder that all calls share. */
    public Path folder() {
        return folder;
    }

    /** What was run so far, in no order. */
    public List<Call> calls() {
        Path calls = folder.resolve("calls");
        if (!Files.isDirectory(calls)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(calls)) {
            return folders.map(Call::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only call there was. */
    public Call call() {
        List<Call> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("called " + calls.size() + " times");
        }
        return calls.get(0);
    }

    /** One {@code opencode run}; the folder's name is its process id. */
    public record Call(Path path) {

        public long pid() {
            return Long.parseLong(path.getFileName().toString());
        }

        /** With {@code run} first. */
        public List<String> arguments() throws IOException {
            return entries("arguments");
        }

        /** As it was when the program started. */
        public Map<String, String> environment() throws IOException {
            Map<String, String> environment = new TreeMap<>();
            for (String entry : entries("environment")) {
                int equals = entry.indexOf('=');
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
            return environment;
        }

        public byte[] input() throws IOException {
            return Files.readAllBytes(path.resolve("input"));
        }

        /** The working directory, links resolved. */
        public String folder() throws IOException {
            String line = kept("folder");
            return line.substring(0, line.length() - 1);
        }

        /** What the test's own lines left in {@code $call}. */
        public String kept(String file) throws IOException {
            return Files.readString(path.resolve(file));
        }

        /** Whether they have left it, with a whole line in it. */
        public boolean has(String file) {
            try {
                return kept(file).endsWith("\n");
            } catch (IOException e) {
                return false;
            }
        }

        /** Process ids that they left, one a line. */
        public List<Long> pids(String file) throws IOException {
            return kept(file).lines().map(Long::valueOf).toList();
        }

        private List<String> entries(String file) throws IOException {
            String all = Files.readString(path.resolve(file), StandardCharsets.UTF_8);
            List<String> entries = new ArrayList<>(List.of(all.split("\0", -1)));
            entries.remove(entries.size() - 1);
            return entries;
        }
    }
}
