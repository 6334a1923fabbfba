package io.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class CleanupTest {

    private final Cleanup cleanup = new Cleanup();
    private final List<String> undone = new ArrayList<>();

    @Test
    void lastThingIsUndoneFirstAndOnlyOnce() {
        cleanup.add(() -> undone.add("first"));
        cleanup.add(() -> undone.add("second"));

        cleanup.close();
        cleanup.close();

        assertThat(undone).containsExactly("second", "first");
    }

    @Test
    void failureOfOneDoesNotKeepTheOthersUp() {
        cleanup.add(() -> undone.add("first"));
        cleanup.add(() -> {
            throw new IllegalStateException("stuck");
        });

        cleanup.close();

        assertThat(undone).containsExactly("first");
    }

    @Test
    void whatIsStartedTooLateIsUndoneAtOnce() {
        cleanup.close();

        assertThatThrownBy(() -> cleanup.add(() -> undone.add("late"))).isInstanceOf(DemoFailure.class);
        assertThat(undone).containsExactly("late");
    }
}
