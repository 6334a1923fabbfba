package io.agentmesh.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as a table of Markdown. */
final class Figures {

    private final PrintStream out;
    private final List<Figure> figures = new ArrayList<>();

    Figures(PrintStream out) {
        this.out = out;
    }

    void add(Figure figure) {
        out.println(figure.what() + ": " + figure.value());
        figures.add(figure);
    }

    /** A measured value that should be at least, or at most, the target. */
    void add(String what, double value, double target, boolean atLeast, String unit, String ratio) {
        boolean met = atLeast ? value >= target : value <= target;
        add(new Figure(what, number(value) + " " + unit, (atLeast ? "≥ " : "≤ ") + number(target)
                + (met ? ", met" : ", MISSED"), ratio));
    }

    /** What else the machine does counts too: its load is told as it was before the first measurement. */
    void addMachine() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        add(Figure.of("machine", system.getAvailableProcessors() + " cores, Java " + System.getProperty("java.version"),
                "load average " + number(system.getSystemLoadAverage()) + " before"));
    }

    void print() {
        out.println("\n| what | measured | target | compared |\n| --- | ---: | --- | --- |");
        figures.forEach(figure -> out.printf("| %s | %s | %s | %s |%n", figure.what(), figure.value(), figure.target(),
                figure.ratio()));
    }

    /** Grouped by thousands; digits behind the point only where there are few before it. */
    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
    }

    static String times(double value, String of) {
        return String.format(Locale.ROOT, "%.2f × %s", value, of);
    }
}
