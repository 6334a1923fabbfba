package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.worker.client.FullJitter;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shared policies of {@code beans.camel.yaml}, as Camel has understood them. */
class RedeliveryTest {

    @TempDir
    Path folder;

    @Test
    void pausesGrowVaryAndHaveALimit() {
        WorkerFixture fixture = new WorkerFixture(folder, "http://127.0.0.1:1")
                .property("worker.retry-delay=1000").property("worker.retry-delay-limit=30000");
        try (RouteBench bench = new RouteBench(fixture)) {
            bench.start();
            RedeliveryPolicy policy = bench.bean("untilAnswered", RedeliveryPolicy.class);

            assertThat(policy.shouldRedeliver(null, 1_000_000, null)).isTrue();
            assertThat(pauses(policy, 1)).allMatch(pause -> pause >= 1 && pause <= 1000);
            // Full jitter: from nothing to all of it.
            assertThat(pauses(policy, 4)).hasSizeGreaterThan(100).allMatch(pause -> pause >= 1 && pause <= 8000)
                    .anyMatch(pause -> pause < 2000).anyMatch(pause -> pause > 6000);
            assertThat(pauses(policy, 1_000_000)).allMatch(pause -> pause >= 1 && pause <= 30_000)
                    .anyMatch(pause -> pause > 20_000);
            assertThat(bench.bean("outputPause", RedeliveryPolicy.class)).isInstanceOf(FullJitter.class);
            assertThat(policy.getRetryAttemptedLogLevel()).isEqualTo(LoggingLevel.OFF);
            assertThat(policy.isLogStackTrace()).isFalse();
            assertThat(policy.isLogExhausted()).isFalse();
            assertThat(bench.bean("once", RedeliveryPolicy.class).getMaximumRedeliveries()).isZero();
        }
    }

    /** Whatever the last one was. */
    private static Set<Long> pauses(RedeliveryPolicy policy, int failures) {
        return LongStream.range(0, 1000).map(i -> policy.calculateRedeliveryDelay(i * 7, failures)).boxed()
                .collect(Collectors.toSet());
    }

    @Test
    void serverThatAsksToBeLeftAloneIsNotAskedSooner() {
        try (ClassicServer server = new ClassicServer();
                RouteBench bench = new RouteBench(new WorkerFixture(folder, server.url()))) {
            server.fails("POST .*/register", Fault.tooMany("2"), 1);
            long begun = System.nanoTime();

            bench.send("register-worker", null);

            assertThat(server.calls("POST .*/register")).hasSize(2);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));
            assertThat(bench.beans.connection.isRegistered()).isTrue();
        }
    }

    @Test
    void serverIsLeftAloneNoLongerThanThePolicyAllows() {
        try (ClassicServer server = new ClassicServer()) {
            FullJitter policy = new FullJitter();
            policy.setRedeliveryDelay(10);
            policy.setRetryAfterLimit(300);
            Exchange exchange = new DefaultExchange(new DefaultCamelContext());
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new HttpOperationFailedException(server.url(), 503, "", null,
                    Map.of("Retry-After", "100"), ""));

            policy.shouldRedeliver(exchange, 1, null);
            assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY, Long.class)).isBetween(300L, 310L);

            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IOException("gone"));
            policy.shouldRedeliver(exchange, 2, null);
            assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY)).isNull();
        }
    }
}
