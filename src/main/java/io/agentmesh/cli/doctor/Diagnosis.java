package io.agentmesh.cli.doctor;

import java.io.PrintWriter;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** All findings, printed for people or as JSON. */
public record Diagnosis(List<Finding> findings) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Whether there is no problem. */
    public boolean hasNoProblem() {
        return count(Level.PROBLEM) == 0;
    }

    /** Prints a line for each finding, with its advice below. */
    public void printTo(PrintWriter out) {
        for (Finding finding : findings) {
            out.printf("%-8s %-9s %s%n", finding.level() == Level.PROBLEM ? "PROBLEM" : finding.status(), finding.check(),
                    finding.message());
            if (!finding.advice().isEmpty()) {
                out.printf("%-8s %-9s -> %s%n", "", "", finding.advice());
            }
        }
        out.println();
        out.println(hasNoProblem() ? "no problem was found" + also() : count(Level.PROBLEM) + " to be solved" + also());
        out.flush();
    }

    private String also() {
        long warnings = count(Level.WARNING);
        return warnings == 0 ? "" : ", " + warnings + (warnings == 1 ? " warning" : " warnings");
    }

    private long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** {@code {"well", "checks": [{"check", "status", "message", "advice"}]}}; status is ok, warning or problem. */
    public String json() {
        ObjectNode all = JSON.createObjectNode().put("well", hasNoProblem());
        ArrayNode checks = all.putArray("checks");
        findings.forEach(finding -> checks.addObject().put("check", finding.check()).put("status", finding.status())
                .put("message", finding.message()).put("advice", finding.advice()));
        return all.toPrettyString();
    }
}
