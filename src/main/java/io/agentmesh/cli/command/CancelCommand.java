package io.agentmesh.cli.command;

import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code agentmesh cancel}: cancels a pending or running task. */
@Command(name = "cancel", sortOptions = false,
        description = {"Cancels a task. A running one ends shortly after, once its worker has been notified.",
            "(A classic server cancels only pending tasks.)"},
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.WRONG, ExitCodes.NO_SERVER, ExitCodes.NO})
final class CancelCommand extends ClientCommand {

    @Parameters(paramLabel = "ID", description = "Id of the task; its beginning is enough.")
    private String id;

    CancelCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
    }

    @Override
    int run(ApiClient api) {
        Tasks tasks = new Tasks(api);
        out().println(SafeText.line(tasks.cancel(tasks.find(id).path("id").asText())));
        return 0;
    }
}
