package io.agentmesh.server.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.agentmesh.settings.value.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tokens file again once it was replaced, as a mounted secret is. It is looked at when a call comes, at most once
 * a second, and sooner for a token that isn't known: it may be a new one. A file that can't be used, because it is half
 * written, changes nothing, and is logged once. For one thread at a time.
 */
final class TokensReload {

    private static final Logger LOG = LoggerFactory.getLogger(TokensReload.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_OF_UNKNOWN_NANOS = Duration.ofMillis(100).toNanos();

    private final Path file;
    private final Supplier<List<AccessToken>> reader;
    private final LongSupplier nanos;
    private FileStamp stamp;
    private long lookedAt;
    private boolean isBroken;

    /**
     * Before the file is read for the first time.
     *
     * @param reader reads it, or throws a {@link SettingsException}
     */
    TokensReload(Path file, Supplier<List<AccessToken>> reader, LongSupplier nanos) {
        this.file = file;
        this.reader = reader;
        this.nanos = nanos;
        this.stamp = FileStamp.of(file);
        this.lookedAt = nanos.getAsLong();
    }

    /**
     * @param isKnown whether the token of the call is one of those that were read last
     * @return the tokens of a file that was replaced, or nothing where all is as it was
     */
    Optional<List<AccessToken>> replaced(boolean isKnown) {
        long now = nanos.getAsLong();
        if (now - lookedAt < (isKnown ? PAUSE_NANOS : PAUSE_OF_UNKNOWN_NANOS)) {
            return Optional.empty();
        }
        lookedAt = now;
        FileStamp found = FileStamp.of(file);
        if (found.equals(stamp)) {
            return Optional.empty();
        }
        stamp = found;
        return read();
    }

    private Optional<List<AccessToken>> read() {
        try {
            List<AccessToken> tokens = reader.get();
            isBroken = false;
            LOG.info("server.tokens-file: {} was replaced; {} tokens are known now", file, tokens.size());
            return Optional.of(tokens);
        } catch (SettingsException e) {
            if (!isBroken) {
                LOG.warn("{}; the tokens that were read before stay", e.getMessage());
            }
            isBroken = true;
            return Optional.empty();
        }
    }
}
