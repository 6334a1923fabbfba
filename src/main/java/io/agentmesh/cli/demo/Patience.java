package io.agentmesh.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits for something that a child process will bring about, and no longer than that can be. */
final class Patience {

    private static final long MILLIS_BETWEEN_LOOKS = 150;

    private Patience() {
    }

    /** Looks once; empty means not yet, and so does an exception. */
    interface Look<T> {
        Optional<T> look() throws IOException;
    }

    /**
     * @param child who must live for it
     * @param what  for a sentence: {@code the server to answer}
     * @throws DemoFailure once the child has ended or the time is over, with the end of the child's log
     */
    static <T> T await(ChildProcess child, String what, Duration limit, Look<T> look) {
        Instant end = Instant.now().plus(limit);
        String last = "";
        while (true) {
            try {
                Optional<T> found = look.look();
                if (found.isPresent()) {
                    return found.get();
                }
                last = "";
            } catch (IOException e) {
                last = " (" + (e.getMessage() == null ? e : e.getMessage()) + ")";
            }
            if (!child.isAlive()) {
                throw new DemoFailure("waited for " + what + ", but " + child.report());
            }
            if (Instant.now().isAfter(end)) {
                throw new DemoFailure("waited " + limit.toSeconds() + " s for " + what + last + ": " + child.report());
            }
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("the demo was ended");
        }
    }
}
