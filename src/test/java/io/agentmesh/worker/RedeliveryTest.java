package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;

import org.apache.camel.LoggingLevel;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
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
            assertThat(policy.calculateRedeliveryDelay(0, 1)).isBetween(500L, 1500L);
            assertThat(LongStream.range(0, 50).map(i -> policy.calculateRedeliveryDelay(4000, 3)).boxed().distinct())
                    .hasSizeGreaterThan(10).allMatch(pause -> pause >= 4000 && pause <= 12_000);
            assertThat(policy.calculateRedeliveryDelay(30_000, 30)).isBetween(15_000L, 45_000L);
            assertThat(policy.getRetryAttemptedLogLevel()).isEqualTo(LoggingLevel.OFF);
            assertThat(policy.isLogStackTrace()).isFalse();
            assertThat(policy.isLogExhausted()).isFalse();
            assertThat(bench.bean("once", RedeliveryPolicy.class).getMaximumRedeliveries()).isZero();
        }
    }
}
