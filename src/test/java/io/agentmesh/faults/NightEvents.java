package io.agentmesh.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happens once during a {@link Night}, each when so many of its tasks have ended. */
final class NightEvents {

    private final int tasks;
    private final Tally tally;
    private final List<Event> events = new ArrayList<>();
    private int happened;

    NightEvents(int tasks, Tally tally) {
        this.tasks = tasks;
        this.tally = tally;
    }

    interface Deed {

        void perform() throws IOException, InterruptedException;
    }

    private record Event(double part, String words, Deed deed) {
    }

    /** @param part of all tasks that have ended then, from 0 to 1 */
    NightEvents at(double part, String words, Deed deed) {
        events.add(new Event(part, words, deed));
        events.sort(Comparator.comparingDouble(Event::part));
        return this;
    }

    void happen(int ended) throws IOException, InterruptedException {
        while (happened < events.size() && events.get(happened).part() * tasks <= ended) {
            next();
        }
    }

    /** Those that are still to come, since each of them ends something. */
    void finish() throws IOException, InterruptedException {
        while (happened < events.size()) {
            next();
        }
    }

    private void next() throws IOException, InterruptedException {
        Event event = events.get(happened++);
        tally.injected(event.words(), 0);
        event.deed().perform();
    }
}
