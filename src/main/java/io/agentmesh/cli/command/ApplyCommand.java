package io.agentmesh.cli.command;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agentmesh.cli.changes.Checkout;
import io.agentmesh.cli.changes.Checkout.AppliedFile;
import io.agentmesh.cli.changes.TaskChanges;
import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.ClientFailure;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.cli.terminal.Table;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.task.text.Count;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agentmesh apply}: applies what a task changed to a checkout. */
@Command(name = "apply", sortOptions = false,
        description = {"Applies what a task changed to the files of a git checkout, all of it or nothing.",
            "Index and branches stay as they are, and so do files that the task didn't change."},
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE,
            "1:the diff doesn't fit, or it is cut, masked, binary or unknown; nothing was changed",
            ExitCodes.WRONG, ExitCodes.NO_SERVER, ExitCodes.NO})
final class ApplyCommand extends ClientCommand {

    private final Path currentFolder;

    @Parameters(paramLabel = "ID", description = "Id of the task; its beginning is enough.")
    private String id;

    @Option(names = "--directory", paramLabel = "DIR", order = 1,
            description = "The checkout, or a folder in it; default: the current folder.")
    private Path directory;

    @Option(names = "--check", order = 2, description = "Only check whether it fits.")
    private boolean check;

    @Option(names = "--json", order = 3, description = "Print the checkout and the files as JSON.")
    private boolean json;

    ApplyCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
        currentFolder = host.workingFolder();
    }

    @Override
    int run(ApiClient api) {
        TaskChanges changes = changes(new Tasks(api).find(id));
        changes.obstacle().ifPresent(obstacle -> {
            throw new ClientFailure(ExitCodes.UNSUCCESSFUL, obstacle);
        });
        if (changes.isEmpty()) {
            err().println("The task changed no file.");
            return 0;
        }
        Checkout checkout = Checkout.of(directory == null ? currentFolder : currentFolder.resolve(directory));
        print(checkout, checkout.apply(changes.diff(), check));
        out().flush();
        return 0;
    }

    private void print(Checkout checkout, List<AppliedFile> files) {
        if (json) {
            out().println(json(checkout, files));
            return;
        }
        Table table = new Table("ADDED", "REMOVED", "FILE");
        files.forEach(file -> table.add("+" + file.added(), "-" + file.removed(), file.path()));
        table.printTo(out(), width());
        out().println((check ? "It fits " : "Applied to ") + shown(checkout.root().toString()) + ": "
                + Count.of(files.size(), "file"));
    }

    private ObjectNode json(Checkout checkout, List<AppliedFile> files) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("directory", checkout.root().toString())
                .put("applied", !check);
        files.forEach(file -> answer.withArray("files").addObject().put("path", file.path())
                .put("added", file.added()).put("removed", file.removed()));
        return answer;
    }
}
