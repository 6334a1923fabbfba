package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ServerSocketFactory;

/** A network between one client and a server on loopback, which can be cut and mended. */
public final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    /** @param target a port on loopback */
    public Relay(int target) {
        this(target, ServerSocketFactory.getDefault());
    }

    /** @param doors make the clients' side, such as one that speaks TLS */
    public Relay(int target, ServerSocketFactory doors) {
        this.target = target;
        try {
            door = doors.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return door.getLocalPort();
    }

    /** What is under way breaks, and so does whatever comes until it is mended. */
    public void cut() {
        isCut = true;
        open.forEach(Relay::close);
    }

    public void mend() {
        isCut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = keep(door.accept());
                Socket server = keep(new Socket(InetAddress.getLoopbackAddress(), target));
                if (isCut) {
                    close(client);
                    close(server);
                } else {
                    threads.execute(() -> pump(client, server));
                    threads.execute(() -> pump(server, client));
                }
            } catch (IOException e) {
                // The door was closed, or the server is away: the client sees a broken connection.
                open.forEach(Relay::close);
            }
        }
    }

    private Socket keep(Socket socket) {
        open.add(socket);
        return socket;
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut, or one side has gone.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        threads.shutdownNow();
    }
}
