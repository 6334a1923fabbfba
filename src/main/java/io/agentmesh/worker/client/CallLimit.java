package io.agentmesh.worker.client;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Limits the total time of one call to the server, from its connection to the end of its answer. The HTTP client's own
 * timeouts restart with each byte: a server that sends one now and then would block a call for ever.
 */
public class CallLimit implements HttpClientConfigurer {

    private final Set<ExecRuntime> calls = Collections.newSetFromMap(new WeakHashMap<>());
    private Duration limit = Duration.ofMinutes(2);
    private HttpClientConfigurer network = direct -> { };
    private boolean ended;

    /** The network of the calls, with its proxy. */
    public void setNetwork(HttpClientConfigurer network) {
        this.network = network;
    }

    public void setLimit(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        network.configureHttpClient(client);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "call-limit");
            thread.setDaemon(true);
            return thread;
        });
        client.addExecInterceptorFirst("call-limit", (request, scope, chain) -> {
            // Weak references, so that a finished call isn't stored until its limit.
            WeakReference<ExecRuntime> call = new WeakReference<>(scope.execRuntime);
            begin(scope.execRuntime);
            AtomicBoolean over = new AtomicBoolean();
            clock.schedule(() -> {
                over.set(true);
                cancel(call.get());
            }, limit.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return chain.proceed(request, scope);
            } catch (IllegalStateException e) {
                // The client reports this where its connection was closed between two of its steps.
                if (over.get() || hasEnded()) {
                    throw new IOException("the call was ended", e);
                }
                throw e;
            }
        });
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized void begin(ExecRuntime call) throws IOException {
        if (ended) {
            throw new IOException("the worker stops");
        }
        calls.add(call);
    }

    /** Ends the calls in progress and rejects new ones, so that a stop doesn't wait for a server that hangs. */
    public synchronized void end() {
        ended = true;
        calls.forEach(CallLimit::cancel);
    }

    /** Closes the connection; does nothing for a call that has ended. */
    private static void cancel(ExecRuntime call) {
        if (call instanceof Cancellable cancellable) {
            cancellable.cancel();
        }
    }
}
