package io.agentmesh.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapSizeTest {

    private static final long MIB = 1 << 20;

    @Test
    void theHeapOfOneSlotIsTooSmallForSixty() {
        assertThat(HeapSize.problem(1, 93 * MIB)).isEmpty();
        assertThat(HeapSize.problem(60, 93 * MIB)).contains("max_concurrent 60 wants a heap of 568 MiB, and this one has 93: "
                + "set AGENTMESH_JAVA_OPTS=-Xmx568m");
        assertThat(HeapSize.problem(60, 560 * MIB)).isEmpty();
    }
}
