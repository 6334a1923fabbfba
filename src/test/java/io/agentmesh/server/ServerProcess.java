package io.agentmesh.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.support.ChildJvm;
import org.awaitility.Awaitility;

/** A server in a process of its own, so that it can be killed as a machine's power does it. */
final class ServerProcess implements AutoCloseable {

    /** What the process runs; each argument is a property. */
    static final class Program {

        public static void main(String[] properties) throws InterruptedException {
            Map<String, String> overrides = new HashMap<>();
            for (String property : properties) {
                overrides.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
            }
            new ServerApp(ServerSettings.load(null, null, overrides)).start();
            Thread.currentThread().join();
        }
    }

    private final int port;
    private final Process process;

    ServerProcess(Path folder, int port, Map<String, String> properties) {
        this.port = port;
        List<String> command = ChildJvm.command(Program.class, "-Xmx256m");
        command.add("server.port=" + port);
        properties.forEach((name, value) -> command.add(name + "=" + value));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server-" + port + ".log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void awaitAnswer() {
        HttpClient client = HttpClient.newHttpClient();
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> client.send(
                HttpRequest.newBuilder(URI.create(url() + "/v1/opencode/workers")).build(), BodyHandlers.discarding())
                .statusCode() == 200);
    }

    /** SIGKILL; when this returns it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
