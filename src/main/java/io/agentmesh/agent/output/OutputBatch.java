package io.agentmesh.agent.output;

import java.nio.charset.StandardCharsets;

import io.agentmesh.task.text.Utf8;

/** Lines of one run on their way to the server, in order. Filled by one thread, then only read. */
public final class OutputBatch {

    private final String run;
    private final StringBuilder text = new StringBuilder();
    private final long since;
    private int lines;
    private long stdoutEnd;
    private long stderrEnd;
    private boolean last;
    private long bytes;
    private long dropped;

    /** @param since {@link System#nanoTime()} at the first line */
    OutputBatch(String run, long since) {
        this.run = run;
        this.since = since;
    }

    void add(OutputLine line) {
        if (!line.text().isEmpty()) {
            text.append(line.text()).append('\n');
            lines += line.count();
            bytes += Utf8.size(line.text()) + 1;
        }
        dropped += line.dropped();
        stdoutEnd = line.stdoutEnd();
        stderrEnd = line.stderrEnd();
        last |= line.last();
    }

    public String run() {
        return run;
    }

    public String taskId() {
        return run.substring(0, run.lastIndexOf('-'));
    }

    int attempt() {
        return Integer.parseInt(run.substring(run.lastIndexOf('-') + 1));
    }

    /** With half surrogate pairs, which JSON may hold, replaced: they can't be sent as UTF-8. */
    public String text() {
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    int lines() {
        return lines;
    }

    /** In characters, close enough to bytes for a limit. */
    int size() {
        return text.length();
    }

    long ageMillis(long now) {
        return (now - since) / 1_000_000;
    }

    /** Size of the text in UTF-8. */
    long bytes() {
        return bytes;
    }

    /** Bytes that are missing from it. */
    long dropped() {
        return dropped;
    }

    long stdoutEnd() {
        return stdoutEnd;
    }

    long stderrEnd() {
        return stderrEnd;
    }

    boolean isLast() {
        return last;
    }
}
