package io.agentmesh.redis;

import java.net.ConnectException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.agentmesh.settings.http.TlsFault;
import io.agentmesh.task.text.CutText;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisRetryException;
import org.redisson.client.RedisTimeoutException;

/** A command of Redis failed. The message is one line for people, without what was sent. */
public final class RedisFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 200;
    /** Errors with which Redis rejects commands of this kind for all keys. */
    private static final Pattern UNUSABLE = Pattern.compile("\\b(READONLY|OOM|MISCONF|NOREPLICAS|MASTERDOWN|CLUSTERDOWN"
            + "|LOADING|NOAUTH|WRONGPASS)\\b.*");

    private final boolean isAway;

    private RedisFailure(String message, boolean isAway, RuntimeException cause) {
        super(message, cause);
        this.isAway = isAway;
    }

    /** Whether Redis as a whole is unusable now; otherwise it answered, and rejected this command. */
    public boolean isAway() {
        return isAway;
    }

    /** @throws RedisFailure where {@code command} fails */
    public static <T> T guard(Supplier<T> command) {
        try {
            return command.get();
        } catch (RedisTimeoutException | RedisConnectionException e) {
            throw new RedisFailure(sentence(e), true, e);
        } catch (RedisException e) {
            String message = brief(e);
            throw new RedisFailure(message, e instanceof RedisRetryException || UNUSABLE.matcher(message).lookingAt(), e);
        } catch (IllegalStateException e) {
            throw new RedisFailure(brief(e), true, e);
        }
    }

    /** Whether a {@link #sentence} is an error of Redis that rejects such commands, and not a failed connection. */
    public static boolean isRefusal(String sentence) {
        return UNUSABLE.matcher(sentence).lookingAt();
    }

    /** One line for people, without what was sent. @param failure of the client, or one that wraps it */
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

    /** The error of Redis, such as a missing password, where there is one; else the first exception with a message. */
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

    /** Redisson appends the command to the message, and with it prompts. */
    private static String brief(Throwable error) {
        String message = Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
        // Redisson omits the first word of this one.
        message = error instanceof RedisOutOfMemoryException && !message.contains("OOM") ? "OOM " + message : message;
        message = message.split("[.,]? *(channel|command|params|Node source):|[.!] ", 2)[0]
                .replaceAll("\\s+", " ").replaceAll("[. ]+$", "").strip();
        // Redis 6 puts the message behind the position in the script.
        Matcher unfit = UNUSABLE.matcher(message);
        message = unfit.find() ? unfit.group() : message;
        return CutText.marked(MAX_LENGTH, message);
    }
}
