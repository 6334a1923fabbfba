package io.agentmesh.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A tokens file that is replaced while the server runs, as Kubernetes replaces a mounted secret. */
class TokensReloadTest {

    private static final String OLD = "the-old-token-of-anna";
    private static final String NEW = "the-new-token-of-anna";

    @TempDir
    Path folder;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(TokensReload.class);
    private Path file;
    private AccessTokens tokens;

    @BeforeEach
    void load() throws IOException {
        log.start();
        logger.addAppender(log);
        swap(secret("1", json(OLD)));
        file = folder.resolve("tokens.json");
        Files.createSymbolicLink(file, Path.of("..data", "tokens.json"));
        TokensReload reload = new TokensReload(file, () -> {
            reads.incrementAndGet();
            return TokensFile.read(file);
        }, nanos::get);
        tokens = new AccessTokens(TokensFile.read(file), reload);
    }

    @AfterEach
    void detach() {
        logger.detachAppender(log);
    }

    @Test
    void newTokenIsKnownAndTheOldOneIsNot() throws IOException {
        assertThat(tokens.find(NEW)).isEmpty();
        swap(secret("2", json(NEW)));
        pass(Duration.ofMillis(100));

        assertThat(tokens.find(NEW)).get().extracting(AccessToken::name, AccessToken::role)
                .containsExactly("anna", Role.CLIENT);
        assertThat(tokens.find(OLD)).isEmpty();
        assertThat(reads).hasValue(1);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "server.tokens-file: " + file + " was replaced; 1 tokens are known now");
    }

    @Test
    void tokenThatWasTakenAwayIsRefusedASecondLaterAlsoWhereNobodySendsANewOne() throws IOException {
        assertThat(tokens.find(OLD)).isPresent();
        swap(secret("2", json(NEW)));
        pass(Duration.ofMillis(999));
        assertThat(tokens.find(OLD)).isPresent();

        pass(Duration.ofMillis(1));

        assertThat(tokens.find(OLD)).isEmpty();
    }

    @Test
    void guessesMakeTheFileNoBusierThanTenTimesASecond() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            Files.writeString(file, json("token-number-" + i));
            // The machine's own may be the same for some of them.
            Files.setLastModifiedTime(file, FileTime.fromMillis(i));
            tokens.find("a guess");
            pass(Duration.ofMillis(1));
        }

        assertThat(reads.get()).isBetween(9, 10);
    }

    @Test
    void fileThatIsAsItWasIsNotReadAgain() {
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofSeconds(1));
            tokens.find("a guess");
        }

        assertThat(reads).hasValue(0);
    }

    @Test
    void halfWrittenFileKeepsTheOldTokensWithOneLine() throws IOException {
        String whole = json(NEW);
        for (int length = 0; length < whole.length(); length += 10) {
            Files.writeString(file, whole.substring(0, length));
            pass(Duration.ofSeconds(1));
            assertThat(tokens.find(OLD)).as("of %d characters", length).isPresent();
        }
        Files.delete(file);
        pass(Duration.ofSeconds(1));
        assertThat(tokens.find(OLD)).isPresent();
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage()).contains(file.toString())
                    .endsWith("; the tokens that were read before stay").doesNotContain(NEW, OLD);
        });

        Files.writeString(file, whole);
        pass(Duration.ofSeconds(1));
        assertThat(tokens.find(NEW)).isPresent();
        assertThat(tokens.find(OLD)).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static String json(String token) {
        return "[{\"name\": \"anna\", \"token\": \"" + token + "\", \"role\": \"client\"}]";
    }

    private Path secret(String version, String json) throws IOException {
        Path data = Files.createDirectory(folder.resolve("..data_" + version));
        Files.writeString(data.resolve("tokens.json"), json);
        return data;
    }

    /** As the kubelet does it: the link that all files lead through is replaced as one. */
    private void swap(Path data) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), data.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
