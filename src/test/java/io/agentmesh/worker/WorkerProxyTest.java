package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.OtlpReceiver;
import io.agentmesh.support.RealProxy;

/** A worker behind a company's proxy, a real one. */
class WorkerProxyTest extends ClassicWorkerTest {

    private final OtlpReceiver collector = new OtlpReceiver();
    private RealProxy proxy;

    @AfterEach
    void closeProxy() {
        if (proxy != null) {
            proxy.close();
        }
        collector.close();
    }

    @Test
    void everyCallGoesThroughTheProxy() throws Exception {
        proxy = new RealProxy(folder);
        String far = server.url().replace("127.0.0.1", "0.0.0.0");
        String traces = collector.url().replace("127.0.0.1", "0.0.0.0");
        fixture.with("server_url", far).with("otlp_endpoint", traces);
        fixture.variables.putAll(Map.of("HTTP_PROXY", proxy.url()));
        server.add("t1", server.codebase(fixture.folder("shop").toString(), "w1"), "say hello");

        worker = fixture.start();
        awaitStatus("t1", "completed");
        await().atMost(Duration.ofSeconds(60)).until(() -> !collector.spans().isEmpty());

        assertThat(proxy.requests()).contains("POST " + far + "/v1/opencode/workers/register HTTP/1.1",
                "PUT " + far + "/v1/opencode/tasks/t1/status HTTP/1.1", "POST " + traces + "/v1/traces HTTP/1.1");
        // The worker goes on: what the server has had by now the proxy had before.
        int calls = server.calls(".*").size();
        assertThat(proxy.requests().size()).isGreaterThanOrEqualTo(calls);
    }

    @Test
    void agentGetsTheProxyAndItsPasswordIsMasked() throws Exception {
        server.add("t1", server.codebase(fixture.folder("shop").toString(), "w1"), "say " + RealProxy.PASSWORD);
        fixture.variables.putAll(Map.of("https_proxy", "mesh:" + RealProxy.PASSWORD + "@proxy.invalid:3128",
                "NO_PROXY", "intranet"));

        worker = fixture.start();
        awaitStatus("t1", "completed");

        assertThat(fixture.agent.environment().lines()).containsAll(List.of("NO_PROXY=intranet",
                "https_proxy=mesh:" + RealProxy.PASSWORD + "@proxy.invalid:3128"));
        assertThat(server.task("t1").path("result").asText()).isEqualTo("***");
    }
}
