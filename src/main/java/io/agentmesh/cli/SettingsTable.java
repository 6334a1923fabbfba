package io.agentmesh.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

import io.agentmesh.settings.ResolvedSettings;
import io.agentmesh.settings.WorkerSetting;

/** Settings as a table of key, value and source, with secrets hidden. */
final class SettingsTable {

    // A longer value moves only its own source to the right.
    private static final int MAX_WIDTH = 48;

    private final ResolvedSettings resolved;

    SettingsTable(ResolvedSettings resolved) {
        this.resolved = resolved;
    }

    void printTo(PrintWriter out) {
        List<String[]> rows = Stream.concat(
                Stream.<String[]>of(new String[] {"SETTING", "VALUE", "FROM"}),
                Stream.of(WorkerSetting.values()).flatMap(this::rows)).toList();
        String format = "%-" + width(rows, 0) + "s  %-" + width(rows, 1) + "s  %s";
        rows.forEach(row -> out.println(format.formatted((Object[]) row).stripTrailing()));
        out.flush();
    }

    /** A row for the setting, and one for each further item of a list. */
    private Stream<String[]> rows(WorkerSetting setting) {
        List<String> items = resolved.settings().shown(setting);
        String[] first = {setting.key(), items.isEmpty() ? "-" : items.get(0), resolved.sources().get(setting)};
        return Stream.concat(Stream.<String[]>of(first),
                items.stream().skip(1).map(item -> new String[] {"", item, ""}));
    }

    private static int width(List<String[]> rows, int column) {
        return rows.stream().mapToInt(row -> row[column].length()).filter(width -> width <= MAX_WIDTH).max()
                .orElse(MAX_WIDTH);
    }
}
