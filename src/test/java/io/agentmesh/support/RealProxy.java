package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * A real forward proxy, tinyproxy, that wants a user and a password. What is to go through it must not be addressed as
 * loopback, which is never sent through a proxy: {@code 0.0.0.0} leads to this machine too.
 */
public final class RealProxy implements AutoCloseable {

    public static final String USER = "mesh";
    public static final String PASSWORD = "proxy-pass-4711";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path log;
    private final int port;
    private final Process process;

    /** @param folder for its files */
    public RealProxy(Path folder) {
        Path program = Needed.tool(Tool.TINYPROXY);
        log = folder.resolve("tinyproxy.log");
        try {
            port = FreePort.next();
            Path config = Files.writeString(folder.resolve("tinyproxy.conf"), """
                    Port %d
                    Listen 127.0.0.1
                    Timeout 60
                    LogFile "%s"
                    LogLevel Connect
                    BasicAuth %s %s
                    """.formatted(port, log, USER, PASSWORD));
            process = new ProcessBuilder(program.toString(), "-d", "-c", config.toString()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("tinyproxy.out").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("tinyproxy listens").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::listens);
    }

    /** With user and password. */
    public String url() {
        return "http://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port;
    }

    public String urlWithoutUser() {
        return "http://127.0.0.1:" + port;
    }

    /** The first lines of the requests that it took, such as {@code GET http://… HTTP/1.1}. */
    public List<String> requests() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("Request (")).map(line -> line.replaceFirst(".*?\\): ", "")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("tinyproxy ended with exit " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
