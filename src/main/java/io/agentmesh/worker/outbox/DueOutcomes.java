package io.agentmesh.worker.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

import io.agentmesh.agent.output.RunOutputs;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Selects the files of the outbox that are due: not while the run's output is still being sent, and after a failure
 * only after a pause. Each has its own pause, so that one that the server rejects doesn't block the others.
 */
public class DueOutcomes implements GenericFileFilter<Object> {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private final RunOutputs outputs;
    private final Clock clock;
    private final RandomGenerator random;
    private final Runnable onRetry;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final Set<String> foundTooLarge = ConcurrentHashMap.newKeySet();

    public DueOutcomes(RunOutputs outputs, Clock clock, RandomGenerator random) {
        this(outputs, clock, random, () -> { });
    }

    /** @param onRetry called for each outcome that is to be retried */
    public DueOutcomes(RunOutputs outputs, Clock clock, RandomGenerator random, Runnable onRetry) {
        this.onRetry = onRetry;
        this.outputs = outputs;
        this.clock = clock;
        this.random = random;
    }

    private record Pause(int failures, Instant until) {
    }

    @Override
    public boolean accept(GenericFile<Object> file) {
        String name = file.getFileNameOnly();
        String run = name.replaceFirst("\\.json$", "");
        Pause pause = pauses.get(name);
        return !outputs.isFollowed(run) && (pause == null || !clock.instant().isBefore(pause.until()));
    }

    /**
     * Doubles the pause, and takes a random part of it (full jitter), so that a fleet doesn't come back at once.
     *
     * @return how often this outcome has failed
     */
    public int postpone(String name) {
        return postpone(name, Duration.ZERO);
    }

    /** @param asked the pause that the server requested, to which the own one is added */
    int postpone(String name, Duration asked) {
        onRetry.run();
        return pauses.compute(name, (file, before) -> {
            int failures = before == null ? 1 : before.failures() + 1;
            double factor = Math.pow(2, Math.min(failures - 1, 20));
            double max = Math.min(FIRST_PAUSE.toMillis() * factor, MAX_PAUSE.toMillis());
            return new Pause(failures, clock.instant().plus(asked).plusMillis((long) (max * random.nextDouble())));
        }).failures();
    }

    /**
     * Records that a proxy finds it too large, whatever else it failed for.
     *
     * @return whether that is the first time
     */
    public boolean noteTooLarge(String name) {
        return foundTooLarge.add(name);
    }

    /** The server is reachable again: ends all pauses. */
    public void retryNow() {
        pauses.clear();
    }

    public void settled(String name) {
        pauses.remove(name);
        foundTooLarge.remove(name);
    }
}
