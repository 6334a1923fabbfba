package io.agentmesh.opencode.event;

import static io.agentmesh.support.AgentEvents.answer;
import static io.agentmesh.support.AgentEvents.bash;
import static io.agentmesh.support.AgentEvents.error;
import static io.agentmesh.support.AgentEvents.stepFinish;
import static io.agentmesh.support.AgentEvents.stepStart;
import static io.agentmesh.support.AgentEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the outcome of a run is read from what it wrote. */
class RunReaderTest extends RunReaderScene {

    @Test
    void answerOfTheLastStepIsTheResult() throws Exception {
        Outcome outcome = read(stepStart("msg_1") + text("msg_1", "Let me look.") + bash("msg_1", "ls", 3)
                + stepFinish("msg_1", "tool-calls") + stepStart("msg_2") + text("msg_2", "First.")
                + text("msg_2", " Second. ") + stepFinish("msg_2", "stop"), "", "0");

        assertThat(outcome.status()).isEqualTo(Outcome.COMPLETED);
        assertThat(outcome.result()).isEqualTo("First.\nSecond.");
        assertThat(outcome.error()).isNull();
        assertThat(outcome.sessionId()).isEqualTo(AgentEvents.SESSION);
        assertThat(outcome.usage().total()).isEqualTo(40);
        assertThat(outcome.usage().cost()).isEqualTo(0.02);
    }

    @Test
    void textOfABrokenOffTryIsNotPartOfTheAnswer() throws Exception {
        assertThat(read(stepStart("msg_1") + text("msg_1", "Half an ans") + answer("The whole answer."), "", "0")
                .result()).isEqualTo("The whole answer.");
    }

    @Test
    void errorThatTheAgentGotOverIsNone() throws Exception {
        assertThat(read(error("APIError", "overloaded", 529) + answer("Done."), UNREACHABLE, "0").result())
                .isEqualTo("Done.");
    }

    @Test
    void unknownEventsAndEmptyLinesArePassedOver() throws Exception {
        assertThat(read("\n{\"type\":\"something_new\",\"part\":{}}\r\n\n" + answer("Done."), "", "0").result())
                .isEqualTo("Done.");
    }

    @Test
    void hugeFileThatTheAgentWroteIsNoDamage() throws Exception {
        String huge = "{\"type\":\"tool_use\",\"sessionID\":\"s\",\"part\":{\"tool\":\"write\",\"state\":{\"input\":{"
                + "\"content\":\"" + "x".repeat(LineFile.MAX_LENGTH) + "\"}}}}\n";

        assertThat(read(huge + answer("Done."), "", "0").result()).isEqualTo("Done.");
    }

    @Test
    void hugeAnswerIsCut() throws Exception {
        String result = read(answer("x" + "😀".repeat(EventSummary.MAX_ANSWER / 2)), "", "0").result();

        assertThat(result).endsWith("\n[cut here; the output has all of it]")
                .hasSizeLessThan(EventSummary.MAX_ANSWER + 100);
        assertThat(result.codePoints().filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .isEmpty();
    }

    @Test
    void hugeReasonIsCut() throws Exception {
        assertThat(read(error("APIError", "<html>".repeat(10_000), 502), "", "1").error())
                .startsWith("the model could not be reached (502): <html>").endsWith(" …").hasSizeLessThan(2100);
    }

    /** The whole answer in one event that is longer than a line may be. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\\n", "\\\\", "\\u20ac", "\\\"", "é"})
    void answerThatIsTooLongForALineIsCutAndSaysSo(String piece) throws Exception {
        String answer = piece.repeat(2 * LineFile.MAX_LENGTH / piece.length());
        String begin = "{\"type\":\"text\",\"sessionID\":\"s\",\"part\":{\"messageID\":\"m\",\"text\":\"begin ";
        String end = "{\"type\":\"step_finish\",\"part\":{\"messageID\":\"m\",\"reason\":\"stop\"}}\n";

        Outcome outcome = read(begin + answer + "\"}}\n" + end, "", "0");

        assertThat(outcome.error()).isNull();
        assertThat(outcome.result()).startsWith("begin").endsWith("\n[cut here: it was too long]");
    }

    @Test
    void reasonOfTheWorkerGoesBeforeWhatItLeftOfTheAgent() throws Exception {
        write(TOOLS, "Terminated\n", "143");

        assertThat(PROTOCOLS.read(run, TerminationReason.failed("timed out")).error()).isEqualTo("timed out");
        assertThat(PROTOCOLS.read(run, TerminationReason.cancelled())).extracting(Outcome::status, Outcome::error)
                .containsExactly(Outcome.CANCELLED, "cancelled on request");
    }

    @Test
    void anEndThatAnEarlierLifeOfTheWorkerBroughtIsNotTheAgentsOwn() throws Exception {
        TerminationReason.cancelled().noteIn(run);

        Outcome outcome = read("", "", "143");
        assertThat(outcome.status()).isEqualTo(Outcome.CANCELLED);
        assertThat(outcome.error()).startsWith("cancelled on request");

        run.removeProcess();
        assertThat(read("", "", "143").status()).isEqualTo(Outcome.FAILED);
    }
}
