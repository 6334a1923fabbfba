package io.agentmesh.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;

/** A real PgBouncer before {@link RealPostgres}, with a port and a folder of its own. */
public final class RealPgBouncer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONFIGURATION = """
            [databases]
            postgres = host=127.0.0.1 port=%d dbname=postgres user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = %s
            ignore_startup_parameters = extra_float_digits
            """;

    private final int port;
    private final Process process;

    /**
     * One that answers.
     *
     * @param folder for its file, which others than its owner may read
     * @param mode   {@code session} or {@code transaction}
     */
    public RealPgBouncer(Path folder, String mode) throws IOException {
        port = FreePort.next();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path file = Files.writeString(folder.resolve("pgbouncer.ini"),
                CONFIGURATION.formatted(RealPostgres.port(), port, mode));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> line = new ArrayList<>(List.of(Needed.tool(Tool.PGBOUNCER).toString(), file.toString()));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root.
            line.addAll(1, List.of("-u", "nobody"));
        }
        process = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile()).start();
        Awaitility.await("PgBouncer answers").atMost(PATIENCE).until(this::answers);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("PgBouncer ended with " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public String jdbcUrl() {
        return RealPostgres.jdbcUrl().replace(":" + RealPostgres.port() + "/", ":" + port + "/");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
