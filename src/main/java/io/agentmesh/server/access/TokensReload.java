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
 * Reloads the tokens file when it was replaced, as a mounted secret is. A call checks it at most once a second, and
 * sooner for an unknown token, which may be new. An invalid file, such as one half written, is logged once and changes
 * nothing. Not thread-safe.
 */
final class TokensReload {

    private static final Logger LOG = LoggerFactory.getLogger(TokensReload.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_OF_UNKNOWN_NANOS = Duration.ofMillis(100).toNanos();

    private final Path file;
    private final Supplier<List<AccessToken>> reader;
    private final LongSupplier nanos;
    private FileStamp stamp;
    private long checkedAt;
    private boolean isBroken;

    /**
     * Create before the file is read for the first time.
     *
     * @param reader reads the file, or throws a {@link SettingsException}
     */
    TokensReload(Path file, Supplier<List<AccessToken>> reader, LongSupplier nanos) {
        this.file = file;
        this.reader = reader;
        this.nanos = nanos;
        this.stamp = FileStamp.of(file);
        this.checkedAt = nanos.getAsLong();
    }

    /**
     * @param isKnown whether the call's token is among those read last
     * @return the tokens of a replaced file, or empty where it is unchanged
     */
    Optional<List<AccessToken>> replaced(boolean isKnown) {
        long now = nanos.getAsLong();
        if (now - checkedAt < (isKnown ? PAUSE_NANOS : PAUSE_OF_UNKNOWN_NANOS)) {
            return Optional.empty();
        }
        checkedAt = now;
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
