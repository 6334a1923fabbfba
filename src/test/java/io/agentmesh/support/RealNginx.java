package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * A real nginx with a port and a folder of its own, for whoever runs the test. One process: it has no workers that run as
 * another user, or stay behind.
 */
public final class RealNginx implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What Debian's own file has, as far as a proxy notices it; every file of nginx's lies in its folder. */
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log nginx.log;
            events { worker_connections 768; }
            http {
                access_log access.log;
                sendfile on;
                tcp_nopush on;
                gzip on;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                server {
                    listen 127.0.0.1:%d;
            %s
                }
            }
            """;

    private final Path folder;
    private final int port;
    private Process process;

    private RealNginx(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * One that answers.
     *
     * @param folder for its files; made where it is missing
     * @param lines  what stands in its block {@code server}, without {@code listen}
     */
    public static RealNginx start(Path folder, String lines) {
        RealNginx nginx = new RealNginx(folder, FreePort.next());
        nginx.configure(lines);
        nginx.start();
        return nginx;
    }

    /** Starts it where it isn't running, with the lines that it had. */
    public void start() {
        try {
            process = new ProcessBuilder(Needed.tool(Tool.NGINX).toString(), "-p", folder.toString(), "-e", "nginx.log",
                    "-c", "nginx.conf").redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nginx.out").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await("nginx listens").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::listens);
    }

    /** Other lines for the block {@code server}, from its next start on. */
    public void configure(String lines) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(port, lines.indent(8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** TERM: what is under way breaks. */
    public void stop() {
        process.destroy();
        await();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
            await();
        }
    }

    private void await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nginx doesn't end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(folder.resolve("nginx.out")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
