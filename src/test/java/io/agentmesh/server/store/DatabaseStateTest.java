package io.agentmesh.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import io.agentmesh.server.HandClock;
import io.agentmesh.server.response.Times;
import org.junit.jupiter.api.Test;

class DatabaseStateTest {

    @Test
    void aClockThatIsSetBackHoldsUpNoCheck() {
        HandClock clock = new HandClock();
        DatabaseState state = new DatabaseState("db", () -> { }, new Times(clock));
        assertThat(state.isCheckDue()).isTrue();
        state.checked();
        assertThat(state.isCheckDue()).isFalse();

        clock.now = clock.now.minusSeconds(3600);

        await().atMost(Duration.ofSeconds(60)).until(state::isCheckDue);
    }
}
