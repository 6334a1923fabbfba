package io.agentmesh.worker.slot;

import java.util.Optional;

/**
 * Checks that the heap is large enough for the maximum number of runs. {@code bin/agentmesh} sizes it by the flag or
 * the variable; it reads no JSON file.
 */
public final class HeapSize {

    private static final long MIB = 1 << 20;
    private static final long OF_WORKER = 88;
    private static final long OF_SLOT = 8;
    /** The JVM counts a little less than its setting: a part of the young generation is always empty. */
    private static final double COUNTED = 0.9;

    private HeapSize() {
    }

    /** @param bytes maximum heap, {@link Runtime#maxMemory()} */
    public static Optional<String> problem(int slots, long bytes) {
        long wanted = OF_WORKER + OF_SLOT * slots;
        return bytes >= wanted * MIB * COUNTED ? Optional.empty()
                : Optional.of("max_concurrent " + slots + " wants a heap of " + wanted + " MiB, and this one has "
                        + bytes / MIB + ": set AGENTMESH_JAVA_OPTS=-Xmx" + wanted + "m");
    }
}
