package io.agentmesh.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

import io.agentmesh.settings.ResolvedSettings;
import io.agentmesh.settings.WorkerSetting;

/** Settings as a table of key, value and source, with secrets hidden. */
final class SettingsTable {

    // A longer value pushes only its own source to the right.
    private static final int WIDEST_COLUMN = 48;

    private final ResolvedSettings resolved;

    SettingsTable(ResolvedSettings resolved) {
        this.resolved = resolved;
    }

    void printTo(PrintWriter out) {
        List<String[]> rows = Stream.concat(
                Stream.<String[]>of(new String[] {"SETTING", "VALUE", "FROM"}),
                Stream.of(WorkerSetting.values()).map(this::row)).toList();
        String format = "%-" + width(rows, 0) + "s  %-" + width(rows, 1) + "s  %s%n";
        rows.forEach(row -> out.printf(format, (Object[]) row));
        out.flush();
    }

    private String[] row(WorkerSetting setting) {
        String value = resolved.settings().shown(setting);
        return new String[] {setting.key(), value.isEmpty() ? "-" : value, resolved.sources().get(setting)};
    }

    private static int width(List<String[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column].length()).filter(width -> width <= WIDEST_COLUMN).max()
                .orElse(WIDEST_COLUMN);
    }
}
