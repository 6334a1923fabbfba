package io.agentmesh.agent.output;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Function;

import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads lines of a run's two output files for the server: formatted, and limited by the cap. */
final class OutputLines implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(OutputFollower.class);

    private final String run;
    private final LineFormat format;
    private final OutputCap cap;
    private final LineFile stdout;
    private final LineFile stderr;

    /** @param stdoutFrom the offset to begin at, in bytes; likewise for the other one */
    OutputLines(RunFolder run, LineFormat format, OutputCap cap, long stdoutFrom, long stderrFrom) {
        this.run = run.key();
        this.format = format;
        this.cap = cap;
        this.stdout = new LineFile(run.stdout(), stdoutFrom);
        this.stderr = new LineFile(run.stderr(), stderrFrom);
    }

    /** Whether all lines that were read are sent. */
    boolean isAt(OutputPosition sent) {
        return sent.stdout() == stdout.end() && sent.stderr() == stderr.end();
    }

    /** @return the text of the next whole line, possibly empty; null where there is none yet */
    String next() throws IOException {
        String text = next(stdout, format::ofStdout);
        return text == null ? next(stderr, format::ofStderr) : text;
    }

    private String next(LineFile file, Function<LineFile.Line, String> format) throws IOException {
        LineFile.Line line = file.next();
        if (line != null) {
            return passed(line, format);
        }
        long lost = file.takeLost();
        if (lost == 0) {
            return null;
        }
        LOG.warn("run {}: a process of it emptied its output file; {} bytes or more are lost", run, lost);
        cap.miss(lost);
        return cap.pass(OutputFollower.EMPTIED);
    }

    /** The text of incomplete last lines, after the run's end. */
    String rest() {
        StringBuilder text = new StringBuilder();
        LineFile.Line line = stdout.rest();
        append(text, line == null ? "" : passed(line, format::ofStdout));
        line = stderr.rest();
        append(text, line == null ? "" : passed(line, format::ofStderr));
        return text.toString();
    }

    /** A message with lines, and the offsets behind them. */
    OutputLine message(String text, boolean last) {
        return new OutputLine(run, text, stdout.end(), stderr.end(), last, cap.takeDropped());
    }

    /** Adds the lines up to two offsets to a batch. */
    void gather(OutputBatch batch, long stdoutTo, long stderrTo) throws IOException {
        gather(batch, stdout, stdoutTo, format::ofStdout);
        gather(batch, stderr, stderrTo, format::ofStderr);
        batch.add(new OutputLine(run, "", stdoutTo, stderrTo, false, cap.takeDropped()));
    }

    private void gather(OutputBatch batch, LineFile file, long to, Function<LineFile.Line, String> format)
            throws IOException {
        while (file.end() < to) {
            LineFile.Line line = file.next();
            line = line == null ? file.rest() : line;
            if (line == null) {
                return;
            }
            batch.add(new OutputLine(run, passed(line, format), 0, 0, false, cap.takeDropped()));
        }
    }

    /** The part of a line to send; truncated bytes and those beyond the cap are counted. */
    private String passed(LineFile.Line line, Function<LineFile.Line, String> format) {
        String text = format.apply(line);
        if (!text.isEmpty()) {
            cap.miss(line.missing());
        }
        return cap.pass(text);
    }

    static void append(StringBuilder text, String line) {
        if (!line.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
    }

    @Override
    public void close() throws IOException {
        try (stdout; stderr) {
            // Closes both, also where one of them fails.
        }
    }
}
