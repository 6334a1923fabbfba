package io.agentmesh.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agentmesh.cli.changes.TaskChanges;
import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agentmesh diff}: prints what a task changed. */
@Command(name = "diff", sortOptions = false, description = "Prints what a task changed, as a unified diff of git.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.UNREPORTED, ExitCodes.WRONG, ExitCodes.NO_SERVER, ExitCodes.NO})
final class DiffCommand extends ClientCommand {

    @Parameters(paramLabel = "ID", description = "Id of the task; its beginning is enough.")
    private String id;

    @Option(names = "--stat", order = 1, description = "Print a table of the files instead.")
    private boolean stat;

    @Option(names = "--json", order = 2,
            description = "Print branch, commits, files and diff as JSON; with --stat without the diff.")
    private boolean json;

    DiffCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
    }

    @Override
    int run(ApiClient api) {
        JsonNode task = new Tasks(api).find(id);
        TaskChanges changes = changes(task);
        if (json) {
            out().println(stat ? changes.json().<ObjectNode>deepCopy().without("diff") : changes.json());
        } else if (changes.isEmpty()) {
            err().println("The task changed no file.");
        } else if (stat) {
            changes.files().printTo(out(), width());
            out().println(changes.totals());
        } else if (streams().outIsTerminal()) {
            out().print(shown(changes.diff()));
        } else {
            streams().printRaw(changes.diff(), out());
        }
        out().flush();
        changes.warnings().forEach(warning -> err().println("agentmesh diff: " + warning));
        return 0;
    }
}
