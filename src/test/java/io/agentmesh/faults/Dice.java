package io.agentmesh.faults;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides which calls are tampered with. What happens to the n-th call of a kind for a task, or of a worker, follows
 * from the seed alone, however the threads run.
 */
final class Dice {

    private final long seed;
    private final double chance;
    private final List<NetworkFault> faults;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** As the other one, for what a network does. */
    Dice(long seed, double chance) {
        this(seed, chance, EnumSet.complementOf(EnumSet.copyOf(NetworkFault.ofProxies())));
    }

    /** @param chance from 0 to 1, for each call */
    Dice(long seed, double chance, Set<NetworkFault> faults) {
        this.seed = seed;
        this.chance = chance;
        this.faults = List.copyOf(EnumSet.copyOf(faults));
    }

    /** From now on all goes well. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** @param whose the worker's name, or the task's number; null where the call shall pass */
    NetworkFault roll(ProxiedCall.Kind kind, String whose) {
        String call = kind + " " + whose;
        int n = calls.computeIfAbsent(call, any -> new AtomicInteger()).incrementAndGet();
        Random random = new Random(seed * 31 + (call + " " + n).hashCode());
        random.nextInt();
        if (stopped || random.nextDouble() >= chance) {
            return null;
        }
        NetworkFault fault = faults.get(random.nextInt(faults.size()));
        return fault.fits(kind) ? fault : null;
    }
}
