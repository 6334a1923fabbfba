package io.agentmesh.faults;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/** How often each fault comes among so many tasks; each comes at least once. */
final class Cards {

    /** The codebases of the last worker, whose disk is a small one. */
    private static final List<Integer> ON_SMALL_DISK = IntStream.range(0, Fleet.CODEBASES_EACH)
            .mapToObj(i -> (Fleet.WORKERS - 1) * Fleet.CODEBASES_EACH + i).toList();

    private final int tasks;
    private final Deck deck = new Deck();

    Cards(int tasks) {
        this.tasks = tasks;
    }

    private int share(double percent) {
        return Math.max(1, (int) (tasks * percent / 100));
    }

    /** What agents do and what befalls workers and servers of every kind. */
    Cards common() {
        for (Behaviour behaviour : EnumSet.complementOf(EnumSet.of(Behaviour.HIDES))) {
            deck.agents(share(behaviour == Behaviour.TALKS_ON ? 0.3 : 1), behaviour);
        }
        for (Moment moment : Moment.values()) {
            deck.strikes(share(0.5), Action.KILL_WORKER, moment);
        }
        for (Moment moment : List.of(Moment.GRANTED, Moment.STARTED)) {
            deck.strikes(share(0.3), Action.SHIFT_CLOCK, moment);
        }
        for (Moment moment : List.of(Moment.CLAIMED, Moment.STARTED)) {
            deck.strikes(share(0.3), Action.STOP_WORKER, moment);
        }
        for (Moment moment : List.of(Moment.GRANTED, Moment.JOURNALLED, Moment.STARTED, Moment.ENDING, Moment.KEPT)) {
            deck.strikes(share(0.3), Action.HAND_OVER, moment);
        }
        for (Moment moment : List.of(Moment.NOTED, Moment.GRANTED, Moment.STREAMED, Moment.DELIVERED)) {
            deck.strikes(share(0.3), Action.KILL_SERVER, moment);
        }
        return this;
    }

    /** For a server that cancels what runs, and gives what a lost worker shared with others to them. */
    Cards ofOurServer() {
        int shared = Fleet.codebases(true).indexOf(Fleet.SHARED);
        deck.strikes(share(0.3), Action.KEEP_AWAY, Moment.STARTED, List.of(shared));
        deck.strikes(share(0.3), Action.KEEP_AWAY, Moment.GRANTED, List.of(shared));
        for (Moment moment : List.of(Moment.SEEN, Moment.GRANTED, Moment.STARTED, Moment.MIDWAY, Moment.ENDING,
                Moment.KEPT)) {
            deck.strikes(share(0.5), Action.CANCEL, moment);
        }
        return this;
    }

    /** Where workers take their tasks from Redis. */
    Cards ofRedis() {
        for (Moment moment : List.of(Moment.NOTED, Moment.CLAIMED, Moment.MIDWAY, Moment.DELIVERING)) {
            deck.strikes(share(0.5), Action.KILL_REDIS, moment);
            deck.strikes(share(0.5), Action.EMPTY_REDIS, moment);
        }
        return this;
    }

    /** Where runs have control groups, which alone can find such a process. */
    Cards hidingAgents() {
        deck.agents(share(1), Behaviour.HIDES);
        return this;
    }

    /** Where the last worker's state has a file system of its own. */
    Cards fullDisks() {
        for (Moment moment : List.of(Moment.CLAIMED, Moment.MIDWAY, Moment.ENDING)) {
            deck.strikes(share(0.25), Action.FILL_DISK, moment, ON_SMALL_DISK);
        }
        return this;
    }

    /** @param codebases how many there are */
    List<TaskPlan> deal(long seed, int codebases) {
        return deck.deal(seed, tasks, codebases);
    }
}
