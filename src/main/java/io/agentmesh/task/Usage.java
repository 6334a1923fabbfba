package io.agentmesh.task;

/** Usage of models by a run: tokens summed over all steps, and their cost in US dollars as the agent calculates it. */
public record Usage(long input, long output, long reasoning, long cacheRead, long cacheWrite, double cost) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(input + other.input, output + other.output, reasoning + other.reasoning,
                cacheRead + other.cacheRead, cacheWrite + other.cacheWrite, cost + other.cost);
    }

    public long total() {
        return input + output + reasoning + cacheRead + cacheWrite;
    }
}
