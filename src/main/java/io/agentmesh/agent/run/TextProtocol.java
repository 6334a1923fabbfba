package io.agentmesh.agent.run;

import java.io.IOException;
import java.util.OptionalInt;

import io.agentmesh.agent.AgentMonitor;
import io.agentmesh.agent.AgentProtocol;
import io.agentmesh.agent.FinalMessage;
import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunReading;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Usage;
import io.agentmesh.task.text.CutText;

/**
 * Protocol of an agent that writes its answer as text: it succeeds with exit 0 and an answer. Its error is the last
 * line of its standard error. It has no sessions and no transient failures.
 */
final class TextProtocol implements AgentProtocol {

    /** In characters; the run's output has the rest. */
    private static final int MAX_ANSWER = 4 << 20;
    private static final String CUT = "\n[cut here: it was too long]";

    @Override
    public String name() {
        return "the agent";
    }

    @Override
    public RunReading read(RunFolder run, TerminationReason reason) throws IOException {
        return new RunReading(outcome(run, reason), false);
    }

    @Override
    public String session(RunFolder run) {
        return null;
    }

    @Override
    public AgentMonitor monitor() {
        return AgentMonitor.NONE;
    }

    private static Outcome outcome(RunFolder run, TerminationReason reason) throws IOException {
        RunRecord record = run.record();
        OptionalInt exit = run.exitStatus();
        String answer = answer(run, record);
        if (exit.isPresent() && exit.getAsInt() == 0 && !answer.isEmpty()) {
            return Outcome.completed(answer);
        }
        return reason == null ? Outcome.failed(failure(run, record, exit))
                : new Outcome(reason.status(), null, reason.sentence(), null, Usage.NONE);
    }

    private static String answer(RunFolder run, RunRecord record) throws IOException {
        StringBuilder answer = new StringBuilder();
        LineFile.readAll(run.stdout(), record.stdoutFrom(), line -> {
            if (answer.length() <= MAX_ANSWER) {
                answer.append(line.text()).append('\n');
            }
        });
        String text = CutText.to(MAX_ANSWER, answer.toString());
        return (text.length() < answer.length() ? text + CUT : text).strip();
    }

    private static String failure(RunFolder run, RunRecord record, OptionalInt exit) throws IOException {
        if (exit.isEmpty()) {
            return "the agent was killed before it could finish";
        }
        if (exit.getAsInt() == 0) {
            return "the agent gave an empty answer";
        }
        String words = FinalMessage.of(run.stderr(), record.stderrFrom()).text();
        return "the agent ended with exit " + exit.getAsInt()
                + (words.isEmpty() ? FinalMessage.withoutError(run.stdout(), record.stdoutFrom()) : ": " + words);
    }
}
