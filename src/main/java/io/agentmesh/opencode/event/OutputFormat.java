package io.agentmesh.opencode.event;

import java.util.function.Function;

import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.output.LineFormat;

/** Formats of the output that is sent to the server (setting {@code output_format}). */
public enum OutputFormat implements LineFormat {

    /** Readable text: the agent's messages, one line a tool call, and errors. */
    TEXT(EventText::of, line -> LogLine.text(line.text())),

    /** The events alone, one JSON object a line; OpenCode's log stays in the run's folder. */
    EVENTS(LineFile.Line::text, line -> "");

    private final Function<LineFile.Line, String> stdout;
    private final Function<LineFile.Line, String> stderr;

    OutputFormat(Function<LineFile.Line, String> stdout, Function<LineFile.Line, String> stderr) {
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** @param name {@code text} or {@code events} */
    public static OutputFormat of(String name) {
        return name.equals("events") ? EVENTS : TEXT;
    }

    @Override
    public String ofStdout(LineFile.Line line) {
        return marked(stdout.apply(line), line);
    }

    @Override
    public String ofStderr(LineFile.Line line) {
        return marked(stderr.apply(line), line);
    }

    private static String marked(String text, LineFile.Line line) {
        return line.cut() && !text.isEmpty() ? text + " [line cut]" : text;
    }
}
