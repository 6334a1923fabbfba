package io.agentmesh.worker.slot;

import java.util.Optional;

/**
 * Whether the heap is large enough for as many runs as may go on at once. {@code bin/agentmesh} makes it so where a flag or
 * a variable says how many; it reads no JSON file.
 */
public final class HeapSize {

    private static final long MIB = 1 << 20;
    private static final long OF_WORKER = 88;
    private static final long OF_SLOT = 8;
    /** The JVM counts a little less than its setting: a part of the young generation is always empty. */
    private static final double COUNTED = 0.9;

    private HeapSize() {
    }

    /** @param bytes that the heap may have, {@link Runtime#maxMemory()} */
    public static Optional<String> problem(int slots, long bytes) {
        long wanted = OF_WORKER + OF_SLOT * slots;
        return bytes >= wanted * MIB * COUNTED ? Optional.empty()
                : Optional.of("max_concurrent " + slots + " wants a heap of " + wanted + " MiB, and this one has "
                        + bytes / MIB + ": set AGENTMESH_JAVA_OPTS=-Xmx" + wanted + "m");
    }
}
