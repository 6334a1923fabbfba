package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

class DispatchQueueEntryRouteTest extends RouteTest {

    private final QueueBench redis = new QueueBench();
    private MockEndpoint offered;

    @BeforeEach
    void routes() {
        bench.close();
        bench = redis.open(fixture);
        offered = bench.intercept("dispatch-queue-entry", "accept-task");
    }

    @Test
    void aTaskThatIsTakenKeepsItsEntry() {
        offered.whenAnyExchangeReceived(exchange -> redis.slots.reserve(exchange.getMessage().getBody(Task.class),
                Decision.run(null)));

        take(ScriptedQueue.entry("1-1", "t1"));

        assertThat(offered.getExchanges()).singleElement()
                .satisfies(exchange -> assertThat(exchange.getMessage().getBody(Task.class).id()).isEqualTo("t1"));
        assertThat(redis.queue.done).isEmpty();
        assertThat(redis.leases.holds("1-1")).isTrue();
    }

    @Test
    void aTaskThatIsNotTakenIsLeftOnItsStream() {
        take(ScriptedQueue.entry("1-1", "t1"));

        assertThat(offered.getExchanges()).hasSize(1);
        assertThat(redis.queue.done).containsExactly("give back 1-1");
    }

    @Test
    void aTaskThatIsDoneIsNotOfferedAgain() {
        redis.undelivered.add("t1");

        take(ScriptedQueue.entry("1-1", "t1"));

        assertThat(offered.getExchanges()).isEmpty();
        assertThat(redis.queue.done).containsExactly("acknowledge 1-1");
    }

    @Test
    void aTaskThatKilledItsWorkersIsOfferedOnceMoreToBeFailed() {
        offered.whenAnyExchangeReceived(exchange -> redis.slots.reserve(exchange.getMessage().getBody(Task.class),
                Decision.run(null)));

        take(ScriptedQueue.entry("1-1", "cb1", "t1", 4));

        assertThat(redis.leases.deadReason(Samples.task("t1"))).startsWith("given up: 3 workers");
    }

    @Test
    void anEntryThatHoldsNoTaskIsSetAside() {
        assertThat(take(new QueueEntry("cb1", "1-1", Map.of("task", "{"), 1)).getException()).isNull();

        assertThat(offered.getExchanges()).isEmpty();
        assertThat(redis.queue.done).containsExactly("set aside 1-1: its task is no JSON");
    }

    @Test
    void whereRedisGoesAwayMeanwhileTheEntryIsSetAsideLater() {
        redis.queue.away = true;
        assertThat(take(new QueueEntry("cb1", "1-1", Map.of(), 1)).getException()).isNull();

        redis.queue.away = false;
        redis.watch.answered();
        bench.send("renew-entries", null);

        assertThat(redis.queue.done).containsExactly("set aside 1-1: it has no field task");
    }

    private Exchange take(QueueEntry entry) {
        return bench.send("dispatch-queue-entry", entry);
    }
}
