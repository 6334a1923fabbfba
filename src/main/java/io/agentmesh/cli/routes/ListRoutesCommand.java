package io.agentmesh.cli.routes;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.camel.RouteSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agentmesh routes list}. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, optionListHeading = "%nOptions:%n",
        description = "Lists the routes and kamelets by stage, with their origin and description.")
final class ListRoutesCommand implements Callable<Integer> {

    /** The stages in the order in which a task passes them. */
    private static final List<String> STAGES =
            List.of("intake", "claim", "run", "output", "report", "registration", "shared");

    @Mixin
    private final RoutesOptions routes;

    @Option(names = "--json", order = 3, description = "Print a JSON array.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ListRoutesCommand(Map<String, String> variables) {
        routes = new RoutesOptions(variables);
    }

    @Override
    public Integer call() throws Exception {
        List<RouteNames.Row> rows = routes.sources().stream().flatMap(source -> RouteNames.of(source).stream())
                .sorted(Comparator.comparingInt(ListRoutesCommand::stage)).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(rows));
            return 0;
        }
        // The server's routes are listed by file instead of by stage.
        boolean byFile = rows.stream().allMatch(row -> STAGES.indexOf(row.stage()) < 0);
        String heading = byFile ? "FILE" : "STAGE";
        int groups = rows.stream().mapToInt(row -> group(row, byFile).length()).max().orElse(0);
        int ids = rows.stream().mapToInt(row -> row.id().length()).max().orElse(0);
        String format = "%-" + Math.max(groups, heading.length()) + "s  %-" + ids + "s  %-8s  %s%n";
        out.printf(format, heading, "ROUTE", "FROM", "WHAT IT DOES");
        rows.forEach(row -> out.printf(format, group(row, byFile), row.id(), row.from(), row.description()));
        rows.stream().filter(row -> row.path() != null)
                .map(row -> String.format("%n%s is %s by %s", row.name(), row.from(), row.path())).distinct().forEach(out::print);
        if (rows.stream().anyMatch(row -> row.path() != null)) {
            out.println();
        }
        return 0;
    }

    private static String group(RouteNames.Row row, boolean byFile) {
        return byFile && row.stage().isEmpty() ? row.name() : row.stage();
    }

    /** Routes without a stage come last. */
    private static int stage(RouteNames.Row row) {
        int stage = STAGES.indexOf(row.stage());
        return stage < 0 ? STAGES.size() : stage;
    }
}
