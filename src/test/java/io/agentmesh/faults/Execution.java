package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One start of the agent, as its own mark tells of it.
 *
 * @param begin    in seconds since the boot, to the hundredth
 * @param end      the same, where it came to its own end; else negative
 * @param resumed  whether it went on with the session of an earlier one
 * @param together whether processes of another execution were at work in the codebase when it began
 */
record Execution(String task, int attempt, long pid, double begin, double end, String worker, String codebase,
        boolean resumed, boolean together) {

    /** @param marks the folder; all that were left there, in the order of their begin */
    static List<Execution> read(Path marks) throws IOException {
        List<Execution> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(marks)) {
            for (Path file : files.toList()) {
                List<String> lines = Files.readAllLines(file);
                if (!lines.isEmpty()) {
                    all.add(parse(lines));
                }
            }
        }
        all.sort((a, b) -> Double.compare(a.begin(), b.begin()));
        return all;
    }

    static Execution parse(List<String> lines) {
        String[] begin = lines.get(0).split(" ");
        double end = lines.size() > 1 ? Double.parseDouble(lines.get(1).split(" ")[1]) : -1;
        return new Execution(begin[1], Integer.parseInt(begin[2]), Long.parseLong(begin[3]),
                Double.parseDouble(begin[4]), end, begin[5], begin[6], begin[7].equals("resumed"),
                begin[8].equals("together"));
    }

    /** What it calls itself in its output. */
    String name() {
        return task + "/" + attempt + "/" + pid;
    }
}
