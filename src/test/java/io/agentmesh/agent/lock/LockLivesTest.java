package io.agentmesh.agent.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import io.agentmesh.agent.RunFolder;
import org.junit.jupiter.api.Test;

/** How long the lock of a dead worker's run is kept. */
class LockLivesTest extends LockScene {

    @Test
    void lockOutlivesItsWorkerForAsLongAsTheRunDoes() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), variable)) {
            assertThat(other.take(shop)).isFalse();

            worker.kill();

            // Long enough for a holder that lets go at once.
            assertKeptFor(Duration.ofSeconds(2));
            agent.destroyForcibly().waitFor();
            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
        }
    }

    @Test
    void runThatTheNextLifeReportedHoldsNothingThoughAProcessMayStay() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), variable)) {
            worker.kill();

            new RunFolder(run).markReported();

            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @Test
    void lockIsKeptForTheNextLifeWhereTheRunEndsMeanwhile() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), variable, "600")) {
            journal();
            worker.kill();
            agent.destroyForcibly().waitFor();
            assertKeptFor(Duration.ofSeconds(3));

            String before = note();
            assertThat(mine.inherit(new RunFolder(run))).as("before %s, now %s", before, note()).isTrue();

            assertKeptFor(Duration.ofSeconds(2));
            mine.release(shop);
            awaitFree();
        }
    }

    @Test
    void nextLifeTakesALockThatWasLostAnewAndWaitsForItsTurn() throws Exception {
        journal();
        assertThat(other.take(shop)).isTrue();
        assertThat(mine.inherit(new RunFolder(run))).isFalse();

        other.release(shop);

        assertThat(mine.inherit(new RunFolder(run))).isTrue();
        assertThat(other.take(shop)).isFalse();
    }

    @Test
    void lockThatWasKeptForNobodyIsFreeAfterAWhile() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop, run.toString(), variable, "2")) {
            worker.kill();
            agent.destroyForcibly().waitFor();

            assertThat(other.take(shop)).isFalse();
            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
        }
    }

    @Test
    void lockOfAWorkerThatDiedBeforeItsRunBeganIsFree() throws Exception {
        try (DoomedWorker worker = new DoomedWorker(shop)) {
            assertThat(other.take(shop)).isFalse();

            worker.kill();

            await().atMost(Duration.ofSeconds(60)).until(() -> other.take(shop));
        }
    }
}
