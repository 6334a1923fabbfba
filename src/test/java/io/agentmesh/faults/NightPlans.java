package io.agentmesh.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The tasks of a {@link Night}: short ones and long prompts, three of ten for the first codebase, which is always busy. */
final class NightPlans {

    static final int CODEBASES = 4;

    private static final double BUSY = 0.3;
    private static final double LARGE = 0.1;
    private static final int LARGEST_KILOBYTES = 1000;
    private static final int SMALLEST_LARGE = 300;
    private static final int LARGEST_SMALL = 5;
    private static final double SHORTEST_SECONDS = 0.1;
    private static final double LONGEST_SECONDS = 2;
    private static final int MOST_LINES = 40;
    /** Of a kilobyte each: together more than a proxy takes at once. */
    private static final int MANY_LINES = 400;
    private static final double TALKATIVE = 0.03;

    private NightPlans() {
    }

    static List<TaskPlan> deal(long seed, int tasks) {
        Random random = new Random(seed);
        List<TaskPlan> plans = new ArrayList<>();
        while (plans.size() < tasks) {
            int codebase = random.nextDouble() < BUSY ? 0 : 1 + random.nextInt(CODEBASES - 1);
            // Most are short.
            double part = Math.pow(random.nextDouble(), 3);
            double work = Math.round((SHORTEST_SECONDS + part * (LONGEST_SECONDS - SHORTEST_SECONDS)) * 100) / 100.0;
            int kilobytes = random.nextDouble() < LARGE
                    ? SMALLEST_LARGE + random.nextInt(LARGEST_KILOBYTES - SMALLEST_LARGE) : random.nextInt(LARGEST_SMALL);
            boolean talks = random.nextDouble() < TALKATIVE;
            plans.add(new TaskPlan(plans.size() + 1, codebase, talks ? Behaviour.FLOODS : Behaviour.PLAIN, null,
                    talks ? MANY_LINES : 1 + random.nextInt(MOST_LINES), 0, work, kilobytes));
        }
        return plans;
    }
}
