package io.agentmesh.cli.command;

import java.util.List;

import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.settings.host.HostEnvironment;

/** The commands of this package, in the order of the help. */
public final class ClientCommands {

    private ClientCommands() {
    }

    public static List<Object> all(HostEnvironment host) {
        return all(host, Streams.ofThisProcess());
    }

    public static List<Object> all(HostEnvironment host, Streams streams) {
        return List.of(new SubmitCommand(host, streams), new TasksCommand(host, streams),
                new ShowCommand(host, streams), new LogsCommand(host, streams), new DiffCommand(host, streams),
                new ApplyCommand(host, streams), new CancelCommand(host, streams), new RetryCommand(host, streams),
                new WorkersCommand(host, streams), new CodebasesCommand(host, streams));
    }
}
