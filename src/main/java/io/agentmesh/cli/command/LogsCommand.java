package io.agentmesh.cli.command;

import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.OutputReader;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.OutputPrinter;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agentmesh logs}: prints a task's output. */
@Command(name = "logs", sortOptions = false, description = "Prints a task's output.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.FOLLOWED, ExitCodes.NOT_COMPLETED, ExitCodes.WRONG, ExitCodes.NO_SERVER,
            ExitCodes.NO, "130:ended by Ctrl-C; the task goes on"})
final class LogsCommand extends ClientCommand {

    @Parameters(paramLabel = "ID", description = "Id of the task; its beginning is enough.")
    private String id;

    @Option(names = "--follow", order = 1, description = "Follow until the task has ended, then print its result.")
    private boolean follow;

    @Option(names = "--json", order = 2,
            description = "Print each piece of output as a JSON object on a line of its own, without the result.")
    private boolean json;

    LogsCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
    }

    @Override
    int run(ApiClient api) {
        Tasks tasks = new Tasks(api);
        JsonNode task = tasks.find(id);
        String taskId = task.path("id").asText();
        Consumer<JsonNode> onPiece = json ? out()::println : new OutputPrinter(out(), streams().outIsTerminal())::print;
        if (follow) {
            Watch watch = new Watch(tasks, streams(), out(), err());
            return json ? watch.untilEnd(taskId, onPiece, ended -> { }) : watch.untilEnd(taskId);
        }
        new OutputReader(tasks, taskId, onPiece, () -> { }).readNew(task);
        out().flush();
        return 0;
    }
}
