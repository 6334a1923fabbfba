package io.agentmesh.worker.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.ClassicServer;

/** Calls that are ended after they have a connection, and before they have sent anything. */
class CallLimitTest {

    private final ClassicServer server = new ClassicServer();
    private final CallLimit limit = new CallLimit();
    private Runnable beforeItIsSent = () -> { };
    private CloseableHttpClient client;

    @BeforeEach
    void build() {
        limit.setLimit(Duration.ofMillis(300));
        HttpClientBuilder builder = HttpClientBuilder.create().disableAutomaticRetries();
        limit.configureHttpClient(builder);
        client = builder.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "wait", (request, scope, chain) -> {
            beforeItIsSent.run();
            await().until(() -> !scope.execRuntime.isEndpointAcquired());
            return chain.proceed(request, scope);
        }).build();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void aCallWhoseLimitIsOverFailsAsOneThatTheNetworkBroke() {
        assertThatThrownBy(this::call).isInstanceOf(IOException.class);
    }

    @Test
    void aStopEndsItInTheSameWay() {
        limit.setLimit(Duration.ofMinutes(2));
        beforeItIsSent = limit::end;

        assertThatThrownBy(this::call).isInstanceOf(IOException.class);
    }

    private void call() throws IOException {
        client.execute(new HttpGet(server.url() + "/v1/x"), answer -> null);
    }
}
