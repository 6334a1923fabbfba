package io.agentmesh.cli.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.agentmesh.cli.changes.TaskFacts;
import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.CodebaseLookup;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.Ages;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.cli.terminal.Table;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agentmesh tasks}: lists the newest tasks. */
@Command(name = "tasks", sortOptions = false, description = "Lists tasks, the newest first.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.WRONG, ExitCodes.NO_SERVER, ExitCodes.NO})
final class TasksCommand extends ClientCommand {

    private static final int MIN_ID_LENGTH = 8;
    private static final int MIN_WIDTH_FOR_REASONS = 110;

    @Option(names = "--status", paramLabel = "STATUS", order = 1,
            description = "Only tasks with this status: pending, running, completed, failed or cancelled.")
    private String status;

    @Option(names = "--codebase", paramLabel = "NAME|ID", order = 2, description = "Only tasks of this codebase.")
    private String codebase;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", order = 3,
            description = "Maximum number of tasks, 1 to 1000; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", order = 4, description = "Print a JSON array of tasks.")
    private boolean json;

    TasksCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
    }

    @Override
    int run(ApiClient api) {
        if (status != null && !Tasks.STATUSES.contains(status)) {
            throw wrong("--status: " + status + " is none of pending, running, completed, failed, cancelled");
        }
        if (limit < 1 || limit > 1000) {
            throw wrong("--limit: " + limit + " is not from 1 to 1000");
        }
        CodebaseLookup codebases = new CodebaseLookup(api);
        List<JsonNode> tasks = new Tasks(api).newest(status == null ? "" : status,
                codebase == null ? "" : codebases.idOf(codebase), limit);
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            out().println(array.addAll(tasks));
        } else if (tasks.isEmpty()) {
            err().println("There are no such tasks.");
        } else {
            table(tasks, codebases.names()).printTo(out(), width());
        }
        return 0;
    }

    private Table table(List<JsonNode> tasks, Map<String, String> codebases) {
        Ages ages = new Ages(Clock.systemUTC());
        List<String> headings = new ArrayList<>(List.of("ID", "STATUS", "AGE", "TOOK", "CODEBASE", "WORKER", "TITLE"));
        boolean isWhyShown = width() >= MIN_WIDTH_FOR_REASONS
                && tasks.stream().anyMatch(task -> !TaskFacts.waitingFor(task).isEmpty());
        if (isWhyShown) {
            headings.add("WAITS");
        }
        Table table = new Table(headings.toArray(String[]::new));
        int idLength = streams().outIsTerminal() ? idLength(tasks) : Integer.MAX_VALUE;
        for (JsonNode task : tasks) {
            String id = task.path("id").asText();
            String codebaseId = task.path("codebase_id").asText("");
            List<String> cells = new ArrayList<>(List.of(id.substring(0, Math.min(id.length(), idLength)),
                    task.path("status").asText(),
                    ages.since(task.path("created_at")), ages.between(task.path("started_at"), task.path("completed_at")),
                    codebases.getOrDefault(codebaseId, codebaseId), task.path("worker_id").asText(""),
                    task.path("title").asText("")));
            if (isWhyShown) {
                cells.add(TaskFacts.waitingFor(task));
            }
            table.add(cells.toArray(String[]::new));
        }
        return table;
    }

    /** The shortest length of ids that are distinct in the list. */
    private static int idLength(List<JsonNode> tasks) {
        int length = MIN_ID_LENGTH;
        while (count(tasks, length) < tasks.size() && length < 128) {
            length++;
        }
        return length;
    }

    private static long count(List<JsonNode> tasks, int length) {
        return tasks.stream().map(task -> task.path("id").asText())
                .map(id -> id.substring(0, Math.min(id.length(), length))).distinct().count();
    }
}
