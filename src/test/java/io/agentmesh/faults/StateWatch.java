package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** Sees a worker's journal and outbox grow, and what its agents tell, within milliseconds. */
final class StateWatch implements AutoCloseable {

    private final WatchService events;
    private final FleetWorker worker;
    private final Strikes strikes;
    private final Thread thread = new Thread(this::watch);

    StateWatch(FleetWorker worker, Strikes strikes) throws IOException {
        this.worker = worker;
        this.strikes = strikes;
        events = FileSystems.getDefault().newWatchService();
        for (Path folder : new Path[] {worker.state().resolve("runs"), worker.state().resolve("outbox"),
            worker.moments()}) {
            folder.register(events, StandardWatchEventKinds.ENTRY_CREATE);
        }
        thread.setName("watch of " + worker.name());
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                WatchKey key = events.take();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (event.context() instanceof Path name) {
                        saw((Path) key.watchable(), name.toString());
                    }
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void saw(Path folder, String name) throws InterruptedException {
        if (folder.equals(worker.moments())) {
            int dot = name.lastIndexOf('.');
            strikes.happen(Moment.valueOf(name.substring(dot + 1)), name.substring(0, dot), worker);
        } else if (folder.endsWith("runs") && name.contains("-")) {
            strikes.happen(Moment.JOURNALLED, name.substring(0, name.lastIndexOf('-')), worker);
        } else if (name.matches(".+-\\d+\\.json")) {
            strikes.happen(Moment.KEPT, name.substring(0, name.lastIndexOf('-')), worker);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        events.close();
        thread.join();
    }
}
