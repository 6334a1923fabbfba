package io.agentmesh.opencode.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines of stderr, as OpenCode 1.18.33 prints them. */
class LogLineTest {

    private static final String ERROR = "timestamp=2026-11-24T22:52:48.045Z level=ERROR run=86b527e4 ";

    @Test
    void failedTryToReachTheModelIsShown() {
        String line = ERROR + "message=\"stream error\" providerID=s modelID=t small=false agent=build mode=primary "
                + "error.error=\"AI_APICallError: Cannot connect to API\"";

        assertThat(LogLine.streamError(line)).isEqualTo("Cannot connect to API");
        assertThat(LogLine.text(line)).startsWith("✗ the model could not be reached: Cannot connect to API");
    }

    @Test
    void otherLogsAreNotShown() {
        assertThat(LogLine.text(ERROR.replace("ERROR", "INFO") + "message=init")).isEmpty();
    }

    @Test
    void whatIsNoLogIsShownWithoutColours() {
        assertThat(LogLine.text("\u001b[91m\u001b[1mError: \u001b[0mSession not found"))
                .isEqualTo("Error: Session not found");
        assertThat(LogLine.text("\u001b[93m!\u001b[0m careful")).isEqualTo("careful");
    }

    @Test
    void titleThatLooksLikeAnErrorIsNone() {
        String quoted = "timestamp=x level=INFO run=1 title=\"message=\\\"stream error\\\" error.error=\\\"boom\\\"\"";

        assertThat(LogLine.streamError(quoted)).isNull();
        assertThat(LogLine.otherAgent("it said: agent \"x\" not found. Falling back to default agent")).isNull();
        assertThat(LogLine.rejectedPermission("the permission requested: bash; auto-rejecting")).isNull();
    }

    @Test
    void failureIsReadToItsEndHoweverLongItIs() {
        String trace = "Error: \\\"x\\\"" + "\\n    at somewhere".repeat(100_000);

        assertThat(LogLine.failure(ERROR + "message=failed ref=err_1 error=\"" + trace + "\" more=\"x\""))
                .isEqualTo(trace);
        assertThat(LogLine.failure(ERROR + "message=failed ref=err_1 error=\"" + trace)).isNull();
    }
}
