package io.agentmesh.opencode;

import java.io.IOException;
import java.util.OptionalInt;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Usage;

/**
 * Reads how a run of an agent ended that writes its answer as text: a success is exit 0 and an answer. What it says of a
 * failure is the last line of its standard error.
 */
final class TextReader {

    /** In characters; more is no answer that somebody reads, and the run's output has it all. */
    private static final int LONGEST_ANSWER = 4 << 20;
    private static final String CUT = "\n[cut here: it was too long]";

    private TextReader() {
    }

    /** @param ending why the worker ended the run, or null */
    static Outcome read(RunFolder run, Ending ending) throws IOException {
        RunRecord record = run.record();
        OptionalInt exit = run.exitStatus();
        String answer = answer(run, record);
        if (exit.isPresent() && exit.getAsInt() == 0 && !answer.isEmpty()) {
            return Outcome.completed(answer);
        }
        return ending == null ? Outcome.failed(failure(run, record, exit))
                : new Outcome(ending.status(), null, ending.sentence(), null, Usage.NONE);
    }

    private static String answer(RunFolder run, RunRecord record) throws IOException {
        StringBuilder answer = new StringBuilder();
        LineFile.readAll(run.stdout(), record.stdoutFrom(), line -> {
            if (answer.length() <= LONGEST_ANSWER) {
                answer.append(line.text()).append('\n');
            }
        });
        String text = CutText.to(LONGEST_ANSWER, answer.toString());
        return (text.length() < answer.length() ? text + CUT : text).strip();
    }

    private static String failure(RunFolder run, RunRecord record, OptionalInt exit) throws IOException {
        if (exit.isEmpty()) {
            return "the agent was killed before it could finish";
        }
        if (exit.getAsInt() == 0) {
            return "the agent gave an empty answer";
        }
        String words = LogSummary.of(run.stderr(), record.stderrFrom()).lastWords();
        return "the agent ended with exit " + exit.getAsInt()
                + (words.isEmpty() ? SilentEnd.ofText(run.stdout(), record.stdoutFrom()) : ": " + words);
    }
}
