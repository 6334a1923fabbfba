package io.agentmesh.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.agentmesh.server.RunningServer;
import io.agentmesh.server.ServerApp;
import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.server.config.StartFailure;
import io.agentmesh.settings.host.SignalLadder;
import io.agentmesh.settings.value.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code agentmesh serve}: runs the server until TERM or INT. Exit codes: 0 stopped, 1 can't start, 2 a bad setting.
 */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs an AgentMesh server: an HTTP API and a page, with tasks, workers and codebases in one SQLite file.",
        optionListHeading = "%nOptions:%n",
        footer = {"", "DATABASE_URL=postgres://user:password@host/name in the environment selects PostgreSQL instead.",
            "A2A_REDIS_URL=redis://user:password@host:port names a Redis that pending tasks are put on for workers.",
            "A2A_AUTH_TOKENS=\"name:token,…\" sets tokens with full rights.",
            "Everything else is a property: see server.* in application.properties, and --properties.", "",
            "Exit codes: 0 stopped as asked, 1 can't start, 2 a flag or a setting is wrong.", "",
            "Example: agentmesh serve --port 8080 --database ./tasks.db"})
public final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on; default: 127.0.0.1.")
    private String host;

    @Option(names = "--port", paramLabel = "PORT",
            description = "The port to listen on, 0 for any free one; default: 8000.")
    private String port;

    @Option(names = "--database", paramLabel = "FILE",
            description = {"The SQLite file, created if missing; default:",
                "~/.local/share/agentmesh/server.db"})
    private String database;

    @Option(names = "--redis-url", paramLabel = "URL",
            description = "A Redis to put pending tasks on, redis://host:port; if it has a password, use A2A_REDIS_URL.")
    private String redisUrl;

    @Option(names = "--routes", paramLabel = "DIR",
            description = "A folder of *.camel.yaml files that replace built-in ones of the same file name, or are added.")
    private Path routes;

    @Option(names = "--properties", paramLabel = "FILE",
            description = "A properties file that overrides the built-in application.properties.")
    private Path properties;

    @Option(names = "--tokens-file", paramLabel = "FILE",
            description = "A JSON list of {name, token, role}; roles: admin, worker, client.")
    private String tokensFile;

    @Option(names = "--insecure",
            description = "Allow an address that other machines can reach although there are no tokens.")
    private boolean insecure;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> variables;

    /** @param variables the environment: {@code A2A_AUTH_TOKENS}, {@code DATABASE_URL} and {@code A2A_REDIS_URL} */
    public ServeCommand(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            ServerSettings settings = ServerSettings.load(routes, properties, overrides());
            AccessTokens tokens = AccessTokens.load(variables.get("A2A_AUTH_TOKENS"), settings.http().tokensFile());
            checkExposure(settings, tokens);
            CountDownLatch stop = new CountDownLatch(1);
            SignalLadder.listen(List.of("TERM", "INT"), List.of(signal -> stop.countDown(), SignalLadder::exit));
            try (RunningServer server = new ServerApp(settings, tokens).start()) {
                stop.await();
            }
            return 0;
        } catch (SettingsException e) {
            return fail(e, 2);
        } catch (StartFailure e) {
            return fail(e, 1);
        }
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("server.host", host);
        overrides.put("server.port", port);
        overrides.put("server.database", database);
        // Flags take precedence over the environment.
        overrides.put("server.database-url", database == null ? blankToNull(variables.get("DATABASE_URL")) : "");
        overrides.put("server.redis-url", redisUrl == null ? blankToNull(variables.get("A2A_REDIS_URL")) : redisUrl);
        overrides.put("server.tokens-file", tokensFile);
        overrides.values().removeIf(value -> value == null);
        return overrides;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** A client that can create tasks runs code on a worker, so a reachable server without tokens needs a flag. */
    private void checkExposure(ServerSettings settings, AccessTokens tokens) {
        if (settings.isLocal() || !tokens.isEmpty()) {
            return;
        }
        if (!insecure) {
            throw new SettingsException("server.host: whoever reaches " + settings.host() + " could run code on every"
                    + " worker; use 127.0.0.1, or set A2A_AUTH_TOKENS or --tokens-file, or add --insecure");
        }
        LOG.warn("--insecure: whoever reaches {} can run code on every worker", settings.host());
    }

    private int fail(RuntimeException error, int exitCode) {
        spec.commandLine().getErr().println("agentmesh serve: " + error.getMessage());
        return exitCode;
    }
}
