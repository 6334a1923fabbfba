package io.agentmesh.worker.slot;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One thread for each task. A Java {@link Error} passes all error handlers of a Camel route, and with them the steps
 * that free the slot, so a listener is notified.
 */
public final class SlotThreads extends ThreadPoolExecutor {

    private static final long IDLE_SECONDS = 60;

    private Consumer<Error> listener;
    private Error unreported;

    public SlotThreads() {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>());
        AtomicInteger count = new AtomicInteger();
        setThreadFactory(task -> {
            Thread thread = new Thread(task, "slot-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param listener receives each error, including one raised before it was attached */
    public synchronized void onError(Consumer<Error> listener) {
        this.listener = listener;
        if (unreported != null) {
            listener.accept(unreported);
        }
    }

    private synchronized void report(Error error) {
        if (listener == null) {
            unreported = error;
        } else {
            listener.accept(error);
        }
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
        Throwable cause = thrown == null && task instanceof Future<?> future && future.isDone() ? cause(future) : thrown;
        if (cause instanceof Error error) {
            report(error);
        }
    }

    private static Throwable cause(Future<?> done) {
        try {
            done.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (CancellationException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
