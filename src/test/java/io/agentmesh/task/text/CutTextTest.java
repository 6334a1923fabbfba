package io.agentmesh.task.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTextTest {

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(CutText.to(3, "abc")).isEqualTo("abc");
        assertThat(CutText.marked(3, "abc")).isEqualTo("abc");
    }

    @Test
    void aCutIsMarkedWithAnEllipsis() {
        assertThat(CutText.to(3, "abcd")).isEqualTo("abc");
        assertThat(CutText.marked(3, "abcd")).isEqualTo("abc…");
    }

    @Test
    void noHalfOfASurrogatePairIsLeft() {
        assertThat(CutText.to(3, "ab😀")).isEqualTo("ab");
        assertThat(CutText.marked(3, "ab😀")).isEqualTo("ab…");
    }
}
