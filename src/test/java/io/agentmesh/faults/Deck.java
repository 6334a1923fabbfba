package io.agentmesh.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Deals faults to tasks: each kind so often as was asked for, to tasks that the seed chooses. */
final class Deck {

    private static final int MOST_LINES = 60;
    private static final int FLOOD_LINES = 3000;

    private final List<Card> cards = new ArrayList<>();

    /** @param codebases where such a task may run; null for any */
    private record Card(Behaviour behaviour, Strike strike, List<Integer> codebases) {
    }

    Deck agents(int times, Behaviour behaviour) {
        return add(times, new Card(behaviour, null, null));
    }

    Deck strikes(int times, Action action, Moment moment) {
        return add(times, new Card(Behaviour.PLAIN, new Strike(action, moment), null));
    }

    /** Only in these codebases. */
    Deck strikes(int times, Action action, Moment moment, List<Integer> codebases) {
        return add(times, new Card(Behaviour.PLAIN, new Strike(action, moment), codebases));
    }

    private Deck add(int times, Card card) {
        cards.addAll(Collections.nCopies(times, card));
        return this;
    }

    /** The same seed deals the same. Those who got no fault are plain. */
    List<TaskPlan> deal(long seed, int tasks, int codebases) {
        Random random = new Random(seed);
        List<Card> all = new ArrayList<>(cards);
        Collections.shuffle(all, random);
        all = new ArrayList<>(all.subList(0, Math.min(all.size(), tasks)));
        all.addAll(Collections.nCopies(tasks - all.size(), new Card(Behaviour.PLAIN, null, null)));
        Collections.shuffle(all, random);
        List<TaskPlan> plans = new ArrayList<>();
        for (Card card : all) {
            int codebase = card.codebases() == null ? random.nextInt(codebases)
                    : card.codebases().get(random.nextInt(card.codebases().size()));
            int lines = card.behaviour() == Behaviour.FLOODS ? FLOOD_LINES : 1 + random.nextInt(MOST_LINES);
            plans.add(new TaskPlan(plans.size() + 1, codebase, card.behaviour(), card.strike(), lines,
                    random.nextBoolean() ? 0.3 : 4));
        }
        return plans;
    }
}
