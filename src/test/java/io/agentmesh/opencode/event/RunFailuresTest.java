package io.agentmesh.opencode.event;

import static io.agentmesh.support.AgentEvents.answer;
import static io.agentmesh.support.AgentEvents.bash;
import static io.agentmesh.support.AgentEvents.error;
import static io.agentmesh.support.AgentEvents.stepFinish;
import static io.agentmesh.support.AgentEvents.stepStart;
import static io.agentmesh.support.AgentEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import io.agentmesh.task.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The error sentence of each way to fail. */
class RunFailuresTest extends RunReaderScene {

    private static final String REFUSED_CONNECTION = """
            {"type":"error","timestamp":1795560830708,"sessionID":"ses_1","error":{"name":"APIError","data":{\
            "message":"Cannot connect to API: Unable to connect. Is the computer able to access the url?",\
            "isRetryable":true,"metadata":{"url":"http://127.0.0.1:9/v1/chat/completions"}}}}
            """;

    private static final String NO_PROVIDERS = """
            timestamp=2026-11-24T22:00:00.000Z level=ERROR run=51b4947b message=failed ref=err_1 error="Provider.NoProvidersError: \\"x\\" none"
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void failureHasItsSentence(String way, String stdout, String stderr, String exit, String sentence)
            throws Exception {
        Outcome outcome = read(stdout, stderr, exit);

        assertThat(outcome.error()).isEqualTo(sentence);
        assertThat(outcome.status()).isEqualTo(Outcome.FAILED);
        assertThat(outcome.result()).isNull();
    }

    static Stream<Arguments> failures() {
        String rejected = "! permission requested: bash (rm -rf /tmp/x); auto-rejecting\n";
        return Stream.of(
                Arguments.of("length", stepStart("m") + text("m", "Half") + stepFinish("m", "length"), "", "0",
                        "cut off by the model's output limit"),
                Arguments.of("tool-calls", TOOLS, "", "0",
                        "OpenCode stopped after a tool call, before the task was finished"),
                Arguments.of("permission rejected", TOOLS, "\u001b[93m\u001b[1m" + rejected, "0",
                        "stopped because a permission was refused: bash (rm -rf /tmp/x)"),
                Arguments.of("permission rejected in a step", stepStart("m"), rejected, "0",
                        "stopped because a permission was refused: bash (rm -rf /tmp/x)"),
                Arguments.of("content-filter", stepStart("m") + stepFinish("m", "content-filter"), "", "0",
                        "the provider's content filter stopped the answer"),
                Arguments.of("other reason", stepStart("m") + text("m", "x") + stepFinish("m", "error"), "", "0",
                        "the model stopped for an unusual reason: error"),
                Arguments.of("empty answer", stepStart("m") + stepFinish("m", "stop"), "", "0",
                        "the model gave an empty answer"),
                Arguments.of("blank answer", answer(" \n"), "", "0", "the model gave an empty answer"),
                Arguments.of("text of an earlier step only", stepStart("a") + text("a", "Let me look.")
                        + stepFinish("a", "tool-calls") + stepStart("b") + stepFinish("b", "stop"), "", "0",
                        "the model gave an empty answer"),
                Arguments.of("in the middle of a step", TOOLS + stepStart("m") + text("m", "x"), "", "0",
                        "OpenCode stopped in the middle of a step"),
                Arguments.of("401", error("APIError", "Invalid API key", 401), "", "1",
                        "the model's provider refused the credentials (401): Invalid API key"),
                Arguments.of("402", error("APIError", "No credit left", 402), "", "1",
                        "the model's provider refused the request (402): No credit left"),
                Arguments.of("429", error("APIError", "Too many requests", 429), UNREACHABLE, "1",
                        "the model's provider limits the requests (429): Too many requests"),
                Arguments.of("500", error("APIError", "Internal error", 500), UNREACHABLE, "1",
                        "the model could not be reached (500): Internal error"),
                Arguments.of("unreachable", REFUSED_CONNECTION, UNREACHABLE, "1",
                        "the model could not be reached: Cannot connect to API: Unable to connect. "
                                + "Is the computer able to access the url?"),
                Arguments.of("unreachable, and died", "", UNREACHABLE, "1", "the model could not be reached: "
                        + "Cannot connect to API: connect ECONNREFUSED 127.0.0.1:9"),
                Arguments.of("error after a good step", answer("x") + error("APIError", "late", 500), "", "1",
                        "the model could not be reached (500): late"),
                Arguments.of("error with exit 0", error("MessageAbortedError", "Aborted", 0), "", "0",
                        "the run was aborted"),
                Arguments.of("output length", error("MessageOutputLengthError", "", 0), "", "1",
                        "cut off by the model's output limit"),
                Arguments.of("context", error("ContextOverflowError", "200000 tokens", 0), "", "1",
                        "the task is too large for the model's context: 200000 tokens"),
                Arguments.of("unknown model", error("ProviderModelNotFoundError", "a/b", 0), "", "1",
                        "OpenCode doesn't know the model: a/b"),
                Arguments.of("error without a shape", "{\"type\":\"error\",\"error\":\"boom\"}\n", "", "1",
                        "OpenCode reported an error: boom"),
                Arguments.of("no model", error("UnknownError", "Unexpected error", 0), NO_PROVIDERS, "1",
                        "no model is configured: name one in the task's metadata.model, in the setting model, or in "
                                + "OpenCode's own configuration (its public model is not used unless "
                                + "allow_public_model is set)"),
                Arguments.of("unknown agent", answer("Done."),
                        "\u001b[93m!\u001b[0m agent \"nobody\" not found. Falling back to default agent\r\n", "0",
                        "OpenCode can't run this agent: agent \"nobody\" not found"),
                Arguments.of("unknown session", "", "\u001b[91m\u001b[1mError: \u001b[0mSession not found\n", "1",
                        "OpenCode ended with exit 1: Session not found"),
                Arguments.of("broken config", "", "Error: Config file is not valid JSON\n--- End ---\n", "1",
                        "OpenCode ended with exit 1: Config file is not valid JSON"),
                Arguments.of("nothing at all", "", "", "0", 
                        "OpenCode ended with exit 0 and wrote nothing, neither to standard output nor to standard error"),
                Arguments.of("no event", "hello\nthis is a shell\n", "", "3", "OpenCode ended with exit 3; its standard error is "
                        + "empty, and its standard output ends with: this is a shell"),
                Arguments.of("a step and no word", stepStart("m"), "", "3",
                        "OpenCode ended with exit 3 in the middle of a step; its standard error is empty"),
                Arguments.of("good but exit 1", answer("Done."), "", "1",
                        "OpenCode ended with exit 1 after its answer; its standard error is empty, and the answer is in the output: Done."),
                Arguments.of("crash", stepStart("m"), "panic: oh no\n", "139",
                        "OpenCode was ended by signal 11: panic: oh no"),
                Arguments.of("killed", answer("Done."), "Killed\n", "137",
                        "OpenCode was killed (signal 9), as the system does where memory runs out"),
                Arguments.of("no status", answer("Done."), "", null, "the agent was killed before it could finish"),
                Arguments.of("a damaged event", stepStart("m") + "{\"type\":\"tex", "", "0",
                        "OpenCode stopped in the middle of a step; a line of its output is no event"),
                Arguments.of("damaged events", stepStart("m") + "{\"type\":\"tex\nx\n", "", "0",
                        "OpenCode stopped in the middle of a step; 2 lines of its output are no events"),
                Arguments.of("other lines alone", "hello\n[]\n", "", "0", "OpenCode ended with exit 0; its standard error is "
                        + "empty, and its standard output ends with: []"));
    }
}
