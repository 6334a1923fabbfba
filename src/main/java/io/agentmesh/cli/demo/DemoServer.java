package io.agentmesh.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code agentmesh serve} as a child process, on a free port and with a database in the demo's folder. */
final class DemoServer {

    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

    private DemoServer() {
    }

    /** Starts it and returns once it answers. */
    static Api start(DemoFolder folder, Cleanup cleanup) throws IOException {
        int port = FreePort.find();
        ProcessBuilder serve = OwnJvm.command(List.of("serve", "--host", "127.0.0.1", "--port", String.valueOf(port),
                "--database", folder.file("server.db").toString()));
        // Settings of the machine's own server and worker aren't meant for this one.
        serve.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
        ChildProcess child = cleanup.add(
                ChildProcess.start("the server", serve, folder.file("server.log"), TIME_TO_STOP));
        Api api = new Api("http://127.0.0.1:" + port);
        Patience.await(child, "the server to answer", TIME_TO_START,
                () -> Optional.of(api.get("/v1/opencode/workers")));
        return api;
    }
}
