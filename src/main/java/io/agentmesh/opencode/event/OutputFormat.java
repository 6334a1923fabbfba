package io.agentmesh.opencode.event;

import java.util.function.Function;

import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.output.LineFormat;

/** What of a run's two streams is sent to the server, as the setting {@code output_format} has it. */
public enum OutputFormat implements LineFormat {

    /** What a person reads: what the agent says, a line a tool, errors. */
    TEXT(EventText::of, line -> LogLine.text(line.text())),

    /** The events as they are, one JSON object a line, and nothing else; what OpenCode logs stays in the run's folder. */
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
