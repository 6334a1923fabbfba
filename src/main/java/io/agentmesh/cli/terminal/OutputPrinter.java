package io.agentmesh.cli.terminal;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.JsonNode;

/** Prints pieces of output, and remembers the end of the text. */
public final class OutputPrinter {

    private static final int MAX_TAIL = 1_000_000;

    private final PrintWriter out;
    private final boolean isTerminal;
    private final StringBuilder tail = new StringBuilder();

    public OutputPrinter(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    public void print(JsonNode piece) {
        print(piece.path("output").asText(""));
    }

    /** Prints the result, unless the output ended with it. */
    public void printResult(JsonNode task) {
        String result = task.path("result").asText("").strip();
        if (!result.isEmpty() && !tail.toString().strip().endsWith(result)) {
            print((tail.isEmpty() ? "" : "\n") + result);
        }
    }

    private void print(String text) {
        String lines = text.endsWith("\n") || text.isEmpty() ? text : text + "\n";
        tail.append(lines);
        if (tail.length() > MAX_TAIL * 2) {
            tail.delete(0, tail.length() - MAX_TAIL);
        }
        out.print(isTerminal ? SafeText.block(lines) : lines);
        out.flush();
    }
}
