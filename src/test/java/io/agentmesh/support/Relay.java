package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ServerSocketFactory;

/** A network between one client and a server on loopback, which can be cut and mended. */
public final class Relay implements AutoCloseable {

    private static final int BUFFER = 16_384;

    private final ServerSocket door;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private volatile String lostRequest = "";
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

    /**
     * The next answers to requests that begin so don't arrive: the server has done what was asked, and the connection
     * breaks.
     *
     * @param request such as {@code POST /v1/}
     */
    public void loseAnswers(String request, int times) {
        lostRequest = request;
        answersToLose.set(times);
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
                    AtomicBoolean isLost = new AtomicBoolean();
                    threads.execute(() -> pump(client, server, bytes -> isLost.compareAndSet(false, isToLose(bytes))));
                    threads.execute(() -> pump(server, client, bytes -> {
                        if (isLost.get()) {
                            throw new IOException("lost");
                        }
                    }));
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

    private boolean isToLose(byte[] request) {
        return answersToLose.get() > 0 && new String(request, StandardCharsets.ISO_8859_1).startsWith(lostRequest)
                && answersToLose.getAndDecrement() > 0;
    }

    /** Sees what is handed on before it is. */
    private interface Watch {

        void sees(byte[] bytes) throws IOException;
    }

    private void pump(Socket from, Socket to, Watch watch) {
        try {
            byte[] buffer = new byte[BUFFER];
            for (int read = from.getInputStream().read(buffer); read > 0; read = from.getInputStream().read(buffer)) {
                watch.sees(Arrays.copyOf(buffer, read));
                to.getOutputStream().write(buffer, 0, read);
            }
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
