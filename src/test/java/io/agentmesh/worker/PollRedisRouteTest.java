package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.redis.stream.QueueEntry;

class PollRedisRouteTest extends RouteTest {

    private final QueueBench redis = new QueueBench();
    private MockEndpoint taken;

    @BeforeEach
    void routes() {
        bench.close();
        bench = redis.open(fixture);
        taken = bench.replace("dispatch-queue-entry");
    }

    @Test
    void whatWasLeftGoesBeforeWhatIsNewAndEachEntryByItself() {
        ready();
        redis.queue.leave(ScriptedQueue.entry("1-1", "t1"));
        redis.queue.fresh.add(ScriptedQueue.entry("2-1", "t2"));
        redis.queue.fresh.add(ScriptedQueue.entry("2-2", "t3"));

        poll();

        assertThat(entries()).containsExactly("1-1", "2-1", "2-2");
    }

    @Test
    void nothingIsAskedForBeforeTheWorkerIsReady() {
        poll();

        assertThat(redis.queue.done).isEmpty();
    }

    @Test
    void whileRedisIsAwayItIsTriedAgain() {
        ready();
        redis.queue.away = true;
        redis.queue.fresh.add(ScriptedQueue.entry("2-1", "t2"));

        assertThat(poll().getException()).isNull();
        assertThat(redis.watch.isWorking()).isFalse();
        assertThat(entries()).isEmpty();

        redis.queue.away = false;
        poll();
        assertThat(redis.watch.isWorking()).isTrue();
        assertThat(entries()).containsExactly("2-1");
    }

    private Exchange poll() {
        return bench.send("poll-redis", null);
    }

    private List<String> entries() {
        return taken.getExchanges().stream().map(exchange -> exchange.getMessage().getBody(QueueEntry.class).id())
                .toList();
    }

    private void ready() {
        bench.beans.agent.find(fixture.agent.program(), new OpenCodeLocator("", Path.of("/")),
                bench.beans.environment, bench.beans.scratch(), missing -> {
                    throw missing;
                });
        await().atMost(Duration.ofSeconds(60)).until(bench.beans.agent::isReady);
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode());
    }
}
