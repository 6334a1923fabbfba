package io.agentmesh.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RoffTest {

    @Test
    void textIsNeverTakenForAMacroOrAnEscape() {
        assertThat(new Roff().line(".SH no heading").line("'br").line("C:\\new\\fB").line("--all").toString())
                .isEqualTo("\\&.SH no heading\n\\(aqbr\nC:\\enew\\efB\n\\-\\-all\n");
    }

    @Test
    void argumentsAreQuoted() {
        assertThat(new Roff().macro("SS", "a \"b\" c").toString()).isEqualTo(".SS \"a \\(dqb\\(dq c\"\n");
    }

    @Test
    void blankLinesAreLeftOut() {
        assertThat(new Roff().verbatim(List.of("a", "", " b")).toString()).isEqualTo(".nf\na\n b\n.fi\n");
    }

    @Test
    void dateStaysOne() {
        assertThat(new Roff().title("A-B", "1", "2026-11-24", "a-b 1.0", "AB").toString())
                .isEqualTo(".TH A-B 1 2026-11-24 \"a\\-b 1.0\" \"AB\"\n");
    }
}
