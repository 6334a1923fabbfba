package io.agentmesh.support;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * A real Redis with a port and a folder of its own: the one that a Maven artefact brings, whatever the machine has; with
 * the JVM property {@code test.redis=machine} the machine's own {@code redis-server}, which must be a newer one. It
 * writes every command to its disk, so that a {@link #kill} loses nothing.
 */
public final class RealRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final List<String> options;
    private final int port;
    private Process process;

    RealRedis(Path folder, int port, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.options = options;
    }

    /**
     * One that answers.
     *
     * @param folder  for its files, an empty one
     * @param options more of its command line, such as {@code --requirepass}, {@code secret}
     */
    public static RealRedis start(Path folder, String... options) {
        RealRedis redis = new RealRedis(folder, FreePort.next(), List.of(options));
        redis.start();
        return redis;
    }

    /** Where nothing listens yet: {@link #start()} comes later. */
    public static RealRedis away(Path folder) {
        return new RealRedis(folder, FreePort.next(), List.of());
    }

    /** Starts it where it isn't running, with what its folder holds. */
    public void start() {
        List<String> command = new ArrayList<>(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
        command.addAll(options);
        launch(command);
    }

    void launch(List<String> command) {
        try {
            List<String> all = new ArrayList<>(List.of(program().toString()));
            all.addAll(command);
            all.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
            process = new ProcessBuilder(all).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await("Redis answers").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::answers);
    }

    private static Path program() {
        return "machine".equals(System.getProperty("test.redis")) ? RedisProgram.ofMachine() : RedisProgram.path();
    }

    /** Starts it with nothing in it. Since Redis 7 its append-only files have a folder of their own. */
    public void startEmpty() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).filter(file -> !file.equals(folder)).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** KILL, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** TERM: it ends in an orderly way. */
    public void stop() {
        process.destroy();
        await();
    }

    /** STOP: connections stay open, and nothing is answered any more. */
    public void pause() {
        Processes.signal(process.pid(), "STOP");
    }

    /** CONT, after {@link #pause}. */
    public void resume() {
        Processes.signal(process.pid(), "CONT");
    }

    /** A replica of one that isn't there: it can be read, and refuses whoever writes. */
    public void becomeReplica() {
        call("REPLICAOF 127.0.0.1 1");
    }

    /** A master again, after {@link #becomeReplica}. */
    public void becomeMaster() {
        call("REPLICAOF NO ONE");
    }

    /** As if all memory were taken: what needs more is refused. */
    public void takeMemory() {
        call("CONFIG SET maxmemory 1");
    }

    /** After {@link #takeMemory}. */
    public void giveMemory() {
        call("CONFIG SET maxmemory 0");
    }

    /** Where a test wants to know whether {@link #close} left something. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private void await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Redis doesn't end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Any answer will do: one that wants a password says so; one that still loads its data isn't ready. */
    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(folder.resolve("redis.log")));
        }
        String answer = call("PING");
        return answer.equals("+PONG") || answer.startsWith("-NOAUTH");
    }

    /** The first line of the answer to a command, or nothing where nobody listens, or not yet. */
    String call(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return Objects.toString(new BufferedReader(new InputStreamReader(socket.getInputStream(),
                    StandardCharsets.US_ASCII)).readLine(), "");
        } catch (SocketException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
