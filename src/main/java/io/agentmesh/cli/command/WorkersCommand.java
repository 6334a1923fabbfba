package io.agentmesh.cli.command;

import java.time.Clock;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Refused;
import io.agentmesh.cli.terminal.Ages;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.cli.terminal.Table;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agentmesh workers}: lists workers. */
@Command(name = "workers", sortOptions = false,
        description = "Lists the workers with their status and current tasks.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.WRONG, ExitCodes.NO_SERVER, ExitCodes.NO})
final class WorkersCommand extends ClientCommand {

    @Option(names = "--json", order = 1, description = "Print a JSON array of workers, as the server returns them.")
    private boolean json;

    WorkersCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
    }

    @Override
    int run(ApiClient api) {
        JsonNode workers = list(api);
        if (json) {
            out().println(workers);
        } else if (workers.isEmpty()) {
            err().println("There are no workers.");
        } else {
            table(workers).printTo(out(), width());
        }
        return 0;
    }

    /** A classic server documents the first call but doesn't have it. */
    private static JsonNode list(ApiClient api) {
        try {
            return api.get("/v1/monitor/workers").path("workers");
        } catch (Refused e) {
            if (!e.isNotFound()) {
                throw e;
            }
            return api.get("/v1/opencode/workers");
        }
    }

    private static Table table(JsonNode workers) {
        Ages ages = new Ages(Clock.systemUTC());
        Table table = new Table("NAME", "STATUS", "SEEN", "RUNNING", "DONE", "FAILED", "CODEBASES");
        for (JsonNode worker : workers) {
            JsonNode seen = worker.path(worker.has("last_heartbeat") ? "last_heartbeat" : "last_seen");
            table.add(worker.path("name").asText(worker.path("worker_id").asText("")), worker.path("status").asText(""),
                    ages.since(seen), worker.path("tasks_running").asText(""),
                    worker.path("tasks_completed").asText(""), worker.path("tasks_failed").asText(""),
                    worker.path("codebases").valueStream().map(JsonNode::asText)
                            .collect(Collectors.joining(", ")));
        }
        return table;
    }
}
