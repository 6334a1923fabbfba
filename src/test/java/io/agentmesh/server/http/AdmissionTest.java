package io.agentmesh.server.http;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Admission admission = new Admission();

    @Test
    void nobodyEntersBeforeItOpensAndAfterItShuts() {
        assertThat(admission.enter()).isFalse();
        admission.open();
        assertThat(admission.enter()).isTrue();
        admission.shut();
        assertThat(admission.enter()).isFalse();
    }

    @Test
    void whoWasRefusedIsNotWaitedFor() throws Exception {
        admission.enter();

        runAsync(() -> admission.awaitLeft(LONG)).get(60, SECONDS);
    }

    @Test
    void allWhoEnteredAreWaitedFor() throws Exception {
        admission.open();
        admission.enter();
        admission.enter();
        admission.shut();
        CompletableFuture<Void> end = runAsync(() -> admission.awaitLeft(LONG));

        admission.leave();
        assertThat(end).isNotDone();
        admission.leave();

        end.get(60, SECONDS);
    }

    @Test
    void whoNeverLeavesIsNotWaitedForForEver() throws Exception {
        admission.open();
        admission.enter();

        runAsync(() -> admission.awaitLeft(Duration.ofMillis(50))).get(60, SECONDS);
        runAsync(() -> admission.awaitLeft(Duration.ZERO)).get(60, SECONDS);
    }
}
