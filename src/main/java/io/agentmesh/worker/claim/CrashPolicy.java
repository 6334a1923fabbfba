package io.agentmesh.worker.claim;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What becomes of a task in which the worker died, together with what it ran (settings {@code on_crash} and
 * {@code max_attempts}). One that kills its worker again and again must not do so for ever.
 *
 * @param onCrash     {@code resume}, {@code fail} or {@code release}
 * @param maxAttempts how often a task is begun at most
 */
public record CrashPolicy(String onCrash, int maxAttempts) {

    public boolean givesUp(Claim claim) {
        return onCrash.equals("fail") || claim.interruptions().size() >= maxAttempts;
    }

    public Claim.State next() {
        return onCrash.equals("release") ? Claim.State.GIVING_BACK : Claim.State.OPEN;
    }

    /** Why a task fails: what happened, or where it happened more than once, each time with its date. */
    public static String reason(Claim claim) {
        List<Interruption> all = claim.interruptions();
        if (all.size() == 1) {
            return all.get(0).what();
        }
        return all.stream().map(one -> one.at() + " " + one.what())
                .collect(Collectors.joining("; ", "given up after it was interrupted " + all.size() + " times: ", ""));
    }
}
