package io.agentmesh.task.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void whatHasNoControlCharactersStaysAsItIs() {
        assertThat(OneLine.of("Gr\u00fc\u00dfe \ud83d\ude00 \\ \"")).isEqualTo("Gr\u00fc\u00dfe \ud83d\ude00 \\ \"");
    }

    @Test
    void controlCharactersAreEscapes() {
        assertThat(OneLine.of("a\nb\r\tc\u0000\u0085\u2029\u2066")).isEqualTo("a\\nb\\r\\tc\\u0000\\u0085\\u2029\\u2066");
    }

    @Test
    void numbersAgreeWithTheirWords() {
        assertThat(Count.of(1, "codebase")).isEqualTo("1 codebase");
        assertThat(Count.of(0, "codebase")).isEqualTo("0 codebases");
        assertThat(Count.of(2, "process", "processes")).isEqualTo("2 processes");
    }
}
