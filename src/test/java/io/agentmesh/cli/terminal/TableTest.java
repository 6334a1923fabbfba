package io.agentmesh.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table("ID", "TITLE");

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        table.add("1", "a");
        table.add("123", "");

        assertThat(print(1000)).containsExactly("ID   TITLE", "1    a", "123  -");
    }

    @Test
    void widestColumnsAreCutFirst() {
        table.add("12345678", "a long title 😀😀😀😀");

        assertThat(print(20)).containsExactly("ID        TITLE", "12345678  a long ti…");
    }

    @Test
    void noCellBreaksALine() {
        table.add("1", "a\nb\tc\u001b[1m \u2028d");

        assertThat(print(1000)).hasSize(2).last().asString().startsWith("1   a b c").doesNotContain("\u001b");
    }

    @Test
    void tinyTerminalGetsTheNarrowestTable() {
        table.add("12345678", "12345678");

        assertThat(print(1)).containsExactly("ID      TITLE", "12345…  12345…");
    }

    private List<String> print(int width) {
        StringWriter out = new StringWriter();
        table.printTo(new PrintWriter(out), width);
        return out.toString().lines().toList();
    }
}
