package io.agentmesh.worker.claim;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What happens to a task in which the worker died, together with its run (settings {@code on_crash} and
 * {@code max_attempts}). Limits how often a task may kill its worker.
 *
 * @param onCrash     {@code resume}, {@code fail} or {@code release}
 * @param maxAttempts maximum number of starts of a task
 */
public record CrashPolicy(String onCrash, int maxAttempts) {

    public boolean givesUp(Claim claim) {
        return onCrash.equals("fail") || claim.interruptions().size() >= maxAttempts;
    }

    public Claim.State next() {
        return onCrash.equals("release") ? Claim.State.GIVING_BACK : Claim.State.OPEN;
    }

    /** Why a task fails: its interruption, or all of them with their dates. */
    public static String reason(Claim claim) {
        List<Interruption> all = claim.interruptions();
        if (all.size() == 1) {
            return all.get(0).what();
        }
        return all.stream().map(one -> one.at() + " " + one.what())
                .collect(Collectors.joining("; ", "given up after it was interrupted " + all.size() + " times: ", ""));
    }
}
