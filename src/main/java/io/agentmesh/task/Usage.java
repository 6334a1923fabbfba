package io.agentmesh.task;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Usage of models by a run: tokens summed over all steps, and their cost in US dollars as the agent calculates it.
 *
 * @param model provider/name, or null where unknown
 */
public record Usage(long input, long output, long reasoning, long cacheRead, long cacheWrite, double cost,
        @JsonInclude(JsonInclude.Include.NON_NULL) String model) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    /** Of an unknown model. */
    public Usage(long input, long output, long reasoning, long cacheRead, long cacheWrite, double cost) {
        this(input, output, reasoning, cacheRead, cacheWrite, cost, null);
    }

    public Usage plus(Usage other) {
        return new Usage(input + other.input, output + other.output, reasoning + other.reasoning,
                cacheRead + other.cacheRead, cacheWrite + other.cacheWrite, cost + other.cost,
                model == null ? other.model : model);
    }

    public Usage withModel(String newModel) {
        return new Usage(input, output, reasoning, cacheRead, cacheWrite, cost, newModel);
    }

    /** Tokens. */
    public long total() {
        return input + output + reasoning + cacheRead + cacheWrite;
    }
}
