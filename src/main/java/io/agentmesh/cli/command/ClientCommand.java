package io.agentmesh.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.cli.changes.TaskChanges;
import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.ClientFailure;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.http.Network;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Base of all commands that call a server: the server's address, and failures as one line with an exit code. */
@Command(optionListHeading = "%nOptions:%n")
abstract class ClientCommand implements Callable<Integer> {

    private final HostEnvironment host;
    private final Streams streams;

    @Mixin
    private ServerOptions server;

    @Spec
    private CommandSpec spec;

    ClientCommand(HostEnvironment host, Streams streams) {
        this.host = host;
        this.streams = streams;
    }

    @Override
    public final Integer call() {
        try {
            return run(new ApiClient(server.read(host), Network.read(host.variables())));
        } catch (ClientFailure e) {
            err().println(spec.qualifiedName() + ": " + e.getMessage());
            return e.exitCode();
        }
    }

    /** @return the exit code, see {@link ExitCodes} */
    abstract int run(ApiClient api);

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    Streams streams() {
        return streams;
    }

    /** Maximum length of a line: the terminal's width, or unlimited for files and programs. */
    int width() {
        return streams.outIsTerminal() ? spec.usageMessage().width() : Integer.MAX_VALUE;
    }

    /** Text of a task, without control sequences where a terminal would obey them. */
    String shown(String text) {
        return streams.outIsTerminal() ? SafeText.block(text) : text;
    }

    /** @throws ClientFailure where nothing is known of what the task changed */
    static TaskChanges changes(JsonNode task) {
        return TaskChanges.of(task).orElseThrow(() -> new ClientFailure(ExitCodes.UNSUCCESSFUL,
                "nothing is known of what task " + task.path("id").asText() + " changed: " + (Tasks.isOver(task)
                        ? "its worker has not reported it" : "it is " + task.path("status").asText())));
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
