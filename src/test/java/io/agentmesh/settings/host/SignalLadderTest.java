package io.agentmesh.settings.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import sun.misc.Signal;

/** With signals that mean nothing to anybody here. */
class SignalLadderTest {

    @Test
    void eachSignalTakesTheNextStepAndTheLastOneIsTakenAgain() {
        List<String> step = new CopyOnWriteArrayList<>();
        SignalLadder.listen(List.of("URG", "WINCH"), List.of(signal -> step.add("first " + signal.name()),
                signal -> step.add("second " + signal.name()), signal -> step.add("last " + signal.name())));

        for (String name : List.of("URG", "WINCH", "URG", "URG")) {
            int before = step.size();
            Signal.raise(new Signal(name));
            await().atMost(Duration.ofSeconds(60)).until(() -> step.size() > before);
        }

        assertThat(step).containsExactly("first URG", "second WINCH", "last URG", "last URG");
    }
}
