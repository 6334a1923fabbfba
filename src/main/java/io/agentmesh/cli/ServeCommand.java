package io.agentmesh.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import io.agentmesh.server.RunningServer;
import io.agentmesh.server.ServerApp;
import io.agentmesh.server.ServerSettings;
import io.agentmesh.server.StartFailure;
import io.agentmesh.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agentmesh serve}: runs the server until TERM or INT. Exit codes: 0 stopped, 1 can't start, 2 a bad setting. */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs an AgentMesh server: the tasks, workers and codebases in one SQLite file, spoken to over HTTP.",
        footer = {"", "What is no flag is a property: see server.* in application.properties.", "",
            "Example: agentmesh serve --port 8080 --database ./tasks.db"})
public final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on; 127.0.0.1 unless set.")
    private String host;

    @Option(names = "--port", paramLabel = "PORT",
            description = "The port to listen on, 0 for any free one; 8000 unless set.")
    private String port;

    @Option(names = "--database", paramLabel = "FILE",
            description = "The SQLite file, made where it is missing; ~/.local/share/agentmesh/server.db unless set.")
    private String database;

    @Option(names = "--routes", paramLabel = "DIR",
            description = "A folder of *.camel.yaml files; each takes the place of the built-in one of its name, or is added.")
    private Path routes;

    @Option(names = "--properties", paramLabel = "FILE",
            description = "A properties file that wins over the built-in application.properties.")
    private Path properties;

    @Option(names = "--insecure",
            description = "Allow an address that other machines reach, though nobody has to prove who they are.")
    private boolean insecure;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            ServerSettings settings = ServerSettings.load(routes, properties, overrides());
            checkExposure(settings.host());
            StopSignal stop = StopSignal.listen();
            try (RunningServer server = new ServerApp(settings).start()) {
                stop.await();
            }
            return 0;
        } catch (SettingsException e) {
            return say(e, 2);
        } catch (StartFailure e) {
            return say(e, 1);
        }
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("server.host", host);
        overrides.put("server.port", port);
        overrides.put("server.database", database);
        overrides.values().removeIf(value -> value == null);
        return overrides;
    }

    private void checkExposure(String address) {
        try {
            if (InetAddress.getByName(address).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new SettingsException("server.host: there is no address " + address);
        }
        if (!insecure) {
            throw new SettingsException("server.host: whoever reaches " + address
                    + " could run code on every worker; use 127.0.0.1, or add --insecure");
        }
        LOG.warn("--insecure: whoever reaches {} can run code on every worker", address);
    }

    private int say(RuntimeException error, int exitCode) {
        spec.commandLine().getErr().println("agentmesh serve: " + error.getMessage());
        return exitCode;
    }
}
