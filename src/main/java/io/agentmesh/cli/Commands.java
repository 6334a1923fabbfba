package io.agentmesh.cli;

import java.util.ArrayList;
import java.util.List;

import io.agentmesh.cli.command.ClientCommands;
import io.agentmesh.cli.doctor.Doctor;
import io.agentmesh.cli.install.InstallCommands;
import io.agentmesh.cli.manual.CompletionCommand;
import io.agentmesh.cli.manual.ManCommand;
import io.agentmesh.cli.routes.RoutesCommand;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.source.WorkerSettingsReader;
import io.agentmesh.worker.WorkerApp;

/**
 * The commands of the program, in the order of its help. A new command is added to this list alone: an object with
 * picocli's annotations, or a {@code CommandSpec}.
 */
final class Commands {

    private Commands() {
    }

    static List<Object> all(HostEnvironment host) {
        List<Object> commands = new ArrayList<>(List.of(
                new WorkerCommand(new WorkerSettingsReader(host),
                        (settings, propertiesFile) -> new WorkerApp(settings, propertiesFile, host).run()).spec(),
                new ServeCommand(host.variables()),
                new DemoCommand(host.variables(), host.home()),
                new DoctorCommand(new WorkerSettingsReader(host), new Doctor(host, System.getProperty("user.name"))).spec()));
        commands.addAll(ClientCommands.all(host));
        commands.add(RoutesCommand.create(host.variables()));
        commands.addAll(InstallCommands.all(host));
        commands.add(new CompletionCommand());
        commands.add(new ManCommand(BuildVersion::date));
        return commands;
    }
}
