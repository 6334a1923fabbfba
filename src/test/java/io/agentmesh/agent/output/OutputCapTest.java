package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import io.agentmesh.task.text.Utf8;
import org.junit.jupiter.api.Test;

class OutputCapTest {

    @Test
    void everythingPassesBelowIt() {
        OutputCap cap = new OutputCap(10, 0);

        assertThat(cap.pass("1234")).isEqualTo("1234");
        assertThat(cap.pass("")).isEmpty();
        assertThat(cap.pass("123")).isEqualTo("123");
        assertThat(cap.takeDropped()).isZero();
    }

    @Test
    void whatIsBeyondIsDroppedWithANoticeAndCounted() {
        OutputCap cap = new OutputCap(10, 0);

        assertThat(cap.pass("12345678901234")).isEqualTo("123456789\n" + OutputCap.NOTICE);
        assertThat(cap.takeDropped()).as("five digits").isEqualTo(5);
        assertThat(cap.pass("more")).isEmpty();
        assertThat(cap.pass("é")).isEmpty();
        assertThat(cap.takeDropped()).as("with their line ends").isEqualTo(5 + 3);
        assertThat(cap.takeDropped()).isZero();
    }

    @Test
    void itIsStillClosedAfterARestart() {
        assertThat(new OutputCap(10, 10 + OutputCap.NOTICE.length()).pass("x")).isEmpty();
    }

    @Test
    void noCharacterIsCutInTwo() {
        assertThat(new OutputCap(6, 0).pass("a😀😀")).isEqualTo("a😀\n" + OutputCap.NOTICE);
        assertThat(new OutputCap(5, 0).pass("a😀😀")).isEqualTo("a\n" + OutputCap.NOTICE);
        assertThat(new OutputCap(1, 0).pass("a")).isEqualTo(OutputCap.NOTICE);
    }

    @Test
    void sizesAreThoseOfWhatIsSent() {
        String text = "aé€😀" + "😀".charAt(0) + "\0";

        assertThat(Utf8.size(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
}
