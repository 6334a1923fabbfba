package io.agentmesh.bench;

import java.util.List;

/** By the nearest rank: always a value that was measured. */
final class Quantile {

    private Quantile() {
    }

    /** @param share from 0 (exclusive) to 1 */
    static double of(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
