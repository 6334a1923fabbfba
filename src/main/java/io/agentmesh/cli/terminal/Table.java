package io.agentmesh.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table that fits a width: where needed, the widest columns are truncated. */
public final class Table {

    private static final int MIN_WIDTH = 6;
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    public void add(String... cells) {
        rows.add(List.of(cells).stream().map(SafeText::line).map(cell -> cell.isEmpty() ? "-" : cell).toList());
    }

    /** @param width maximum length of a line */
    public void printTo(PrintWriter out, int width) {
        int[] widths = IntStream.range(0, rows.get(0).size()).map(this::natural).toArray();
        int max = width - GAP.length() * (widths.length - 1);
        while (IntStream.of(widths).sum() > max) {
            int widest = IntStream.range(0, widths.length).reduce((a, b) -> widths[b] >= widths[a] ? b : a).orElseThrow();
            if (widths[widest] <= MIN_WIDTH) {
                break;
            }
            widths[widest]--;
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(fit(row.get(column), widths[column])).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private int natural(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static String fit(String text, int width) {
        int length = length(text);
        return length <= width ? text + " ".repeat(width - length)
                : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
