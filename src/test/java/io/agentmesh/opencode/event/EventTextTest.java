package io.agentmesh.opencode.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.agentmesh.agent.LineFile;
import io.agentmesh.support.AgentEvents;
import org.junit.jupiter.api.Test;

class EventTextTest {

    @Test
    void whatTheAgentSaysIsShown() {
        assertThat(text(AgentEvents.text("m", " Two\nlines. \n"))).isEqualTo("Two\nlines.");
    }

    @Test
    void toolIsOneLine() {
        assertThat(text(AgentEvents.bash("m", "mvn test\nmore", 1))).isEqualTo("▸ bash: mvn test … → exit 1");
        assertThat(text(AgentEvents.failedTool("m", "read", Map.of("filePath", "/a/.env"), "denied\nby rule")))
                .isEqualTo("▸ read: /a/.env ✗ denied …");
    }

    @Test
    void longCommandIsCutAndNoCharacterWithIt() {
        String shown = text(AgentEvents.bash("m", "x" + "😀".repeat(300), 0));

        assertThat(shown).isEqualTo("▸ bash: x" + "😀".repeat(99) + " … → exit 0");
    }

    @Test
    void errorIsASentence() {
        assertThat(text(AgentEvents.error("APIError", "no", 401)))
                .isEqualTo("✗ the model's provider refused the credentials (401): no");
    }

    @Test
    void whatIsPrintedBeforeAnEventIsShownToo() {
        assertThat(text("[plugin] ready")).isEqualTo("[plugin] ready");
        assertThat(text("loading... " + AgentEvents.text("m", "Hello."))).isEqualTo("loading...\nHello.");
        assertThat(text("loading... " + AgentEvents.stepStart("m"))).isEqualTo("loading...");
        assertThat(text("{\"type\":\"log\",\"message\":\"x\"}")).isEqualTo("{\"type\":\"log\",\"message\":\"x\"}");
    }

    @Test
    void stepsSayNothing() {
        assertThat(text(AgentEvents.stepStart("m"))).isEmpty();
        assertThat(text(AgentEvents.stepFinish("m", "stop"))).isEmpty();
        assertThat(text("{\"type\":\"reasoning\",\"part\":{\"text\":\"hm\"}}")).isEmpty();
    }

    @Test
    void lineThatIsNoEventIsShownAsItIs() {
        assertThat(text("{\"type\":\"tex")).isEqualTo("{\"type\":\"tex");
        assertThat(text("[".repeat(10_000))).hasSize(10_000);
        assertThat(text("{\"type\":" + "[".repeat(10_000))).hasSize(10_008);
    }

    @Test
    void toolWhoseLineWasCutIsStillNamed() {
        String begun = "{\"type\":\"tool_use\",\"part\":{\"tool\":\"write\",\"list\":[1,{\"a\":2}],"
                + "\"state\":{\"input\":{\"filePath\":\"/a/b\",\"content\":";

        assertThat(OutputFormat.TEXT.ofStdout(cut(begun + "\"xxx"))).isEqualTo("▸ write: /a/b [line cut]");
        assertThat(OutputFormat.TEXT.ofStdout(cut(begun + "[1,"))).isEqualTo("▸ write: /a/b [line cut]");
        assertThat(OutputFormat.TEXT.ofStdout(cut(begun + "\""))).isEqualTo("▸ write: /a/b [line cut]");
        assertThat(OutputFormat.TEXT.ofStdout(cut("{\"ty"))).isEqualTo("{\"ty [line cut]");
    }

    @Test
    void eventsFormatIsTheEventsAlone() {
        LineFile.Line line = new LineFile.Line(AgentEvents.stepStart("m").strip(), 0, 0);

        assertThat(OutputFormat.EVENTS.ofStdout(line)).isEqualTo(line.text());
        assertThat(OutputFormat.EVENTS.ofStderr(new LineFile.Line("a warning", 0, 0))).isEmpty();
    }

    private static String text(String line) {
        return EventText.of(new LineFile.Line(line.strip(), 0, 0));
    }

    private static LineFile.Line cut(String text) {
        return new LineFile.Line(text, text.length(), 1);
    }
}
