package io.agentmesh.queue;

import java.net.ConnectException;
import java.util.Objects;
import java.util.function.Supplier;

import io.agentmesh.settings.TlsFault;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;

/** Redis did not do it. The message is one line for a person, without what was sent. */
public final class RedisFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;

    private final boolean isAway;

    private RedisFailure(String message, boolean isAway, RuntimeException cause) {
        super(message, cause);
        this.isAway = isAway;
    }

    /** Whether Redis as a whole can't be used now; else it answered, and refused this one command. */
    public boolean isAway() {
        return isAway;
    }

    /** @throws RedisFailure where {@code command} fails */
    static <T> T guard(Supplier<T> command) {
        try {
            return command.get();
        } catch (RedisTimeoutException | RedisConnectionException e) {
            throw new RedisFailure(sentence(e), true, e);
        } catch (RedisException e) {
            throw new RedisFailure(brief(e), false, e);
        } catch (IllegalStateException e) {
            throw new RedisFailure(brief(e), true, e);
        }
    }

    /** One line for a person, without what was sent. @param failure of the client, or around it */
    public static String sentence(Throwable failure) {
        if (isRefused(failure)) {
            return "connection refused";
        }
        Throwable deepest = deepest(failure);
        return TlsFault.sentence(failure)
                .orElseGet(() -> deepest instanceof RedisTimeoutException ? "it doesn't answer" : brief(deepest));
    }

    private static boolean isRefused(Throwable error) {
        return error != null && (error instanceof ConnectException || isRefused(error.getCause()));
    }

    /** Redis' own words, such as that it wants a password, where there are any; else the first words that there are. */
    private static Throwable deepest(Throwable error) {
        Throwable deepest = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisFailure) {
                return cause;
            }
            deepest = deepest.getMessage() == null || cause instanceof RedisException ? cause : deepest;
        }
        return deepest;
    }

    /** What Redisson adds to Redis' own words holds the command, and with it prompts. */
    private static String brief(Throwable error) {
        String message = Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
        String words = message.split("[.,]? *(channel|command|params|Node source):|[.!] ", 2)[0]
                .replaceAll("\\s+", " ").strip();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
