package io.agentmesh.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Refused;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.task.Ids;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agentmesh retry}: submits a task again. */
@Command(name = "retry", sortOptions = false,
        description = "Submits a task again, as a new one with the same content, and prints its id.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.FOLLOWED, ExitCodes.NOT_COMPLETED, ExitCodes.WRONG, ExitCodes.NO_SERVER,
            ExitCodes.NO, "130:ended by Ctrl-C; the task goes on"})
final class RetryCommand extends ClientCommand {

    private static final String[] CONTENT = {"title", "prompt", "agent_type", "priority", "metadata"};

    @Parameters(paramLabel = "ID", description = "Id of the old task; its beginning is enough.")
    private String id;

    @Option(names = "--follow", order = 1, description = "Print the output until the task has ended.")
    private boolean follow;

    @Option(names = "--json", order = 2,
            description = "Print the task as JSON instead, with --follow once it has ended and without the output.")
    private boolean json;

    RetryCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
    }

    @Override
    int run(ApiClient api) {
        Tasks tasks = new Tasks(api);
        JsonNode old = tasks.find(id);
        String codebase = old.path("codebase_id").asText();
        if (codebase.equals(Ids.PENDING)) {
            throw new Refused(409, "task " + id + " registers a codebase: register the codebase again instead");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String field : CONTENT) {
            if (old.hasNonNull(field)) {
                body.set(field, old.get(field));
            }
        }
        return new Submitted(tasks, streams(), out(), err()).show(tasks.submit(codebase, body), follow, json);
    }
}
