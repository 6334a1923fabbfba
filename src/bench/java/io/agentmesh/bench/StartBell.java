package io.agentmesh.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pipe on which each agent says its name as the first thing it does. The moment is taken here, when the word arrives:
 * an agent that looked at a clock would need a process more for it, which takes as long as its own start.
 */
final class StartBell implements AutoCloseable {

    private final Map<String, Long> rung = new ConcurrentHashMap<>();
    private final RandomAccessFile pipe;

    /** @param path of a pipe; it is held open at both ends, so no agent waits for a reader and no end is ever read */
    StartBell(Path path) throws IOException {
        pipe = new RandomAccessFile(path.toFile(), "rw");
        Thread listener = new Thread(this::listen, "start bell");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try {
            for (String name = pipe.readLine(); name != null; name = pipe.readLine()) {
                rung.put(name, WallClock.nanos());
            }
        } catch (IOException closed) {
            // Nobody asks any more.
        }
    }

    /** @return in nanoseconds of the wall clock, or -1 as yet */
    long rungAt(String name) {
        return rung.getOrDefault(name, -1L);
    }

    /** A last word ends the reading, which a close wouldn't. */
    @Override
    public void close() throws IOException {
        pipe.write('\n');
        pipe.close();
    }
}
