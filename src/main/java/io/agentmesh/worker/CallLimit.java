package io.agentmesh.worker;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * The longest that one call to the server may take, from its connection to the end of its answer. The HTTP client's own
 * limits are from one piece to the next: a server that sends a byte now and then would hold a call for ever.
 */
public class CallLimit implements HttpClientConfigurer {

    private Duration limit = Duration.ofMinutes(2);

    public void setLimit(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "call-limit");
            thread.setDaemon(true);
            return thread;
        });
        client.addExecInterceptorFirst("call-limit", (request, scope, chain) -> {
            // Weakly: a call that has ended, with all that it sent, must not be kept until its limit is over.
            WeakReference<ExecRuntime> call = new WeakReference<>(scope.execRuntime);
            clock.schedule(() -> cancel(call.get()), limit.toMillis(), TimeUnit.MILLISECONDS);
            return chain.proceed(request, scope);
        });
    }

    /** Closes the connection; on a call that has ended this does nothing. */
    private static void cancel(ExecRuntime call) {
        if (call instanceof Cancellable cancellable) {
            cancellable.cancel();
        }
    }
}
