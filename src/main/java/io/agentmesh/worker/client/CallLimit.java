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
 * The longest that one call to the server may take, from its connection to the end of its answer. The HTTP client's own
 * limits are from one piece to the next: a server that sends a byte now and then would hold a call for ever.
 */
public class CallLimit implements HttpClientConfigurer {

    private final Set<ExecRuntime> calls = Collections.newSetFromMap(new WeakHashMap<>());
    private Duration limit = Duration.ofMinutes(2);
    private HttpClientConfigurer network = direct -> { };
    private boolean ended;

    /** The way that the calls take, such as a proxy. */
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
            // Weakly: a call that has ended, with all that it sent, must not be kept until its limit is over.
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
                // What the client says where its connection was closed between two of its own steps.
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

    /** Ends the calls that are under way, and allows no more: at a stop nothing waits for a server that hangs. */
    public synchronized void end() {
        ended = true;
        calls.forEach(CallLimit::cancel);
    }

    /** Closes the connection; on a call that has ended this does nothing. */
    private static void cancel(ExecRuntime call) {
        if (call instanceof Cancellable cancellable) {
            cancellable.cancel();
        }
    }
}
