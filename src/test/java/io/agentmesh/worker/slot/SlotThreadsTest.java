package io.agentmesh.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlotThreadsTest {

    private final List<Error> told = new CopyOnWriteArrayList<>();
    private final SlotThreads threads = new SlotThreads();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void errorIsToldThoughNobodyAsksForTheResult() {
        threads.onError(told::add);
        threads.submit(() -> {
            throw new AssertionError("submitted");
        });
        await().untilAsserted(() -> assertThat(told).extracting(Error::getMessage).containsExactly("submitted"));
    }

    @Test
    void errorThatCameBeforeAnybodyListenedIsToldLater() {
        threads.submit(() -> {
            throw new AssertionError("early");
        });
        threads.shutdown();
        await().until(threads::isTerminated);

        threads.onError(told::add);

        assertThat(told).extracting(Error::getMessage).containsExactly("early");
    }

    @Test
    void exceptionIsTheBusinessOfTheRoutes() {
        threads.onError(told::add);
        var failed = threads.submit(() -> {
            throw new IllegalStateException("handled elsewhere");
        });
        assertThatThrownBy(failed::get).isInstanceOf(ExecutionException.class);
        threads.shutdown();
        await().until(threads::isTerminated);

        assertThat(told).isEmpty();
    }
}
