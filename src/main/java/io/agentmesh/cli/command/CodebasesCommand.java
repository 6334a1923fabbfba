package io.agentmesh.cli.command;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.CodebaseLookup;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.cli.terminal.Table;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agentmesh codebases}: lists codebases. */
@Command(name = "codebases", sortOptions = false, description = "Lists the codebases and their workers.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.WRONG, ExitCodes.NO_SERVER, ExitCodes.NO})
final class CodebasesCommand extends ClientCommand {

    @Option(names = "--json", order = 1, description = "Print a JSON array of codebases, as the server returns them.")
    private boolean json;

    CodebasesCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
    }

    @Override
    int run(ApiClient api) {
        List<JsonNode> codebases = new CodebaseLookup(api).all();
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            out().println(array.addAll(codebases));
        } else if (codebases.isEmpty()) {
            err().println("There are no codebases.");
        } else {
            Table table = new Table("NAME", "WORKER", "PATH", "ID");
            codebases.forEach(codebase -> table.add(codebase.path("name").asText(""),
                    codebase.path("worker_id").asText(""), codebase.path("path").asText(""),
                    codebase.path("id").asText()));
            table.printTo(out(), width());
        }
        return 0;
    }
}
