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
        assertThat(admission.admit()).isFalse();
        admission.open();
        assertThat(admission.admit()).isTrue();
        admission.close();
        assertThat(admission.admit()).isFalse();
    }

    @Test
    void whoWasRefusedIsNotWaitedFor() throws Exception {
        admission.admit();

        runAsync(() -> admission.awaitIdle(LONG)).get(60, SECONDS);
    }

    @Test
    void allWhoEnteredAreWaitedFor() throws Exception {
        admission.open();
        admission.admit();
        admission.admit();
        admission.close();
        CompletableFuture<Void> end = runAsync(() -> admission.awaitIdle(LONG));

        admission.leave();
        assertThat(end).isNotDone();
        admission.leave();

        end.get(60, SECONDS);
    }

    @Test
    void whoNeverLeavesIsNotWaitedForForEver() throws Exception {
        admission.open();
        admission.admit();

        runAsync(() -> admission.awaitIdle(Duration.ofMillis(50))).get(60, SECONDS);
        runAsync(() -> admission.awaitIdle(Duration.ZERO)).get(60, SECONDS);
    }
}
