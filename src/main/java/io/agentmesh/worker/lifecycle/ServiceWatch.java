package io.agentmesh.worker.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.agentmesh.worker.observe.WorkerHealth;

/**
 * Notifies the service manager: when the worker is ready to poll, what prevents it, and twice in each watchdog interval
 * that it is alive. Without the latter, systemd restarts it.
 */
public final class ServiceWatch implements AutoCloseable {

    private static final Duration DEFAULT_PERIOD = Duration.ofSeconds(5);

    private final ServiceManager manager;
    private final Duration period;
    private final boolean watched;
    private final BooleanSupplier started;
    private final BooleanSupplier alive;
    private final Supplier<String> problem;
    private final Thread thread = new Thread(this::run, "service-watch");
    private boolean announced;
    private volatile boolean stopping;
    private String lastStatus = "";

    /**
     * @param watchdog systemd's watchdog interval, or null
     * @param started  whether the worker itself has all that it needs
     * @param problem  what prevents it from claiming tasks, or empty
     */
    ServiceWatch(ServiceManager manager, Duration watchdog, BooleanSupplier started, BooleanSupplier alive,
            Supplier<String> problem) {
        this.manager = manager;
        this.watched = watchdog != null;
        this.period = watched && watchdog.dividedBy(2).compareTo(DEFAULT_PERIOD) < 0 ? watchdog.dividedBy(2)
                : DEFAULT_PERIOD;
        this.started = started;
        this.alive = alive;
        this.problem = problem;
        thread.setDaemon(true);
    }

    /** Uses the socket that the environment names, if any. */
    public static ServiceWatch of(Map<String, String> environment, WorkerHealth health) {
        return new ServiceWatch(NotifySocket.open(environment), watchdog(environment, ProcessHandle.current().pid()),
                health::hasAgent, health::isAlive, health::problem);
    }

    /** The watchdog interval for this process (sd_watchdog_enabled(3)), or null. */
    static Duration watchdog(Map<String, String> environment, long pid) {
        try {
            long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
            String meant = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
            return micros > 0 && meant.equals(Long.toString(pid)) ? Duration.ofNanos(micros * 1000) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    public void start() {
        if (manager != ServiceManager.NONE) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (true) {
                check();
                Thread.sleep(Math.max(1, announced ? period.toMillis() : Math.min(200, period.toMillis())));
            }
        } catch (InterruptedException e) {
            // The worker stops.
        }
    }

    void check() {
        StringBuilder message = new StringBuilder();
        if (!announced && started.getAsBoolean()) {
            message.append("READY=1\n");
            announced = true;
        }
        String found = problem.get();
        String status = found.isEmpty() ? "taking tasks" : found;
        if (!stopping && !status.equals(lastStatus)) {
            message.append("STATUS=").append(status.replaceAll("\\p{Cntrl}", " ")).append('\n');
            lastStatus = status;
        }
        if (watched && alive.getAsBoolean()) {
            message.append("WATCHDOG=1\n");
        }
        if (!message.isEmpty()) {
            manager.send(message.toString());
        }
    }

    /**
     * The worker stops; a drain may take longer than the watchdog interval, so notifications go on until this is
     * closed.
     *
     * @param timeout how long the stop may take; systemd waits for it, whatever the unit's {@code TimeoutStopSec} is
     */
    public void stopping(Duration timeout) {
        stopping = true;
        manager.send("STOPPING=1\nSTATUS=finishing what runs\nEXTEND_TIMEOUT_USEC=" + timeout.toMillis() * 1000 + "\n");
    }

    @Override
    public void close() {
        thread.interrupt();
        manager.close();
    }
}
