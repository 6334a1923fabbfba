package io.agentmesh.worker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.TestClock;

class ServerConnectionTest {

    private final TestClock clock = new TestClock();
    private final ServerConnection connection = new ServerConnection("http://s", clock);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    @Test
    void changesAreLeftOutOnlyOnceTheServerIsKnownNotToTakeThem() {
        assertThat(connection.mayTakeChanges()).isTrue();
        assertThat(connection.canTakeChanges()).isFalse();

        connection.welcomed(JsonNodeFactory.instance.objectNode());
        assertThat(connection.mayTakeChanges()).isFalse();

        ObjectNode ours = JsonNodeFactory.instance.objectNode();
        ours.putArray("features").add("changes");
        connection.welcomed(ours);
        assertThat(connection.mayTakeChanges()).isTrue();
        assertThat(connection.canTakeChanges()).isTrue();
    }

    @Test
    void theFeaturesAreThoseOfTheAnswer() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        connection.welcomed(answer);
        assertThat(connection.isRegistered()).isTrue();
        assertThat(connection.canClaim()).isFalse();

        answer.putArray("features").add("claim").add("wait");
        connection.welcomed(answer);
        assertThat(connection.canClaim()).isTrue();

        connection.forgotten();
        assertThat(connection.isRegistered()).isFalse();
    }

    @Test
    void aFullDiskIsNoFaultOfTheServer(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("output.json");
        Files.createSymbolicLink(folder.resolve(".output.json.new"), Path.of("/dev/full"));
        Exception failure = catchException(() -> DurableFile.write(file, new byte[] {1}));

        connection.failed(new RuntimeCamelException(failure));
        connection.failed(new RuntimeCamelException(failure));

        assertThat(log.list).singleElement().extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo(file + " can't be written: No space left on device; trying again");
        assertThat(connection.isLost()).isFalse();
    }

    @Test
    void serverThatAsksForItIsLeftAlone() {
        assertThat(connection.isQuiet()).isFalse();

        connection.failed(new HttpOperationFailedException("http://s", 429, "", null, Map.of("Retry-After", "30"), ""));

        assertThat(connection.isQuiet()).isTrue();
        clock.advance(Duration.ofSeconds(30));
        assertThat(connection.isQuiet()).isFalse();
    }

    @Test
    void anOutageIsTwoLinesHoweverLongItIs() {
        connection.failed(new IOException("Connection refused"));
        connection.failed(new IOException("Connection refused"));
        assertThat(connection.isLost()).isTrue();
        connection.answered();
        connection.answered();

        assertThat(lines()).containsExactly(
                "the server http://s can't be used: Connection refused; trying again", "the server http://s answers again");
        connection.failed(new IOException("Connection refused"));
        assertThat(lines()).as("the next outage").hasSize(3);
    }

    @Test
    void aReasonThatChangesDuringAnOutageIsLoggedOnce() {
        for (int i = 0; i < 3; i++) {
            connection.failed(new HttpOperationFailedException("http://s", 503, "", null, Map.of(), ""));
            connection.failed(new HttpOperationFailedException("http://s", 401, "", null, Map.of(), "{\"detail\": \"who?\"}"));
        }
        connection.answered();

        assertThat(lines()).containsExactly("the server http://s can't be used: it answered 503; trying again",
                "the server http://s still can't be used, now: it answered 401: who?; trying again",
                "the server http://s answers again");
    }

    @Test
    void reasonsThatAreOthersEachTimeDoNotFillTheLog() {
        for (int i = 0; i < 1000; i++) {
            connection.failed(new IOException("request " + i + " failed"));
        }

        assertThat(lines()).hasSize(10);
    }

    @Test
    void anErrorOfThisProgramIsNoOutageAndIsLoggedOnceWithItsPlace() {
        NullPointerException own = catchThrowableOfType(NullPointerException.class, () -> Samples.task(null).id().length());
        connection.failed(new RuntimeCamelException(own));
        connection.failed(own);

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).startsWith("an error of this program: java.lang.NullPointerException: ")
                    .contains(" at io.agentmesh.worker.client.ServerConnectionTest").doesNotContain("\n");
        });
        assertThat(connection.isLost()).isFalse();
    }

    @Test
    void anEmptyAnswerIsTheServersFault() {
        connection.failed(new InvalidPayloadException(new DefaultExchange(new DefaultCamelContext()), String.class));

        assertThat(connection.isLost()).isTrue();
    }

    @Test
    void callsThatTheWorkerEndsAtItsStopAreNotToldOf() {
        connection.close();

        connection.failed(new IOException("Socket closed"));

        assertThat(lines()).isEmpty();
    }

    @Test
    void oneKindOfCallThatFailsAmongOthersIsNotToldEachTime() {
        for (int i = 0; i < 5; i++) {
            connection.failed(new HttpOperationFailedException("http://s", 500, "", null, Map.of(), ""));
            connection.answered();
        }
        assertThat(lines()).hasSize(2);

        clock.advance(Duration.ofMinutes(11));
        connection.failed(new HttpOperationFailedException("http://s", 500, "", null, Map.of(), ""));
        assertThat(lines()).hasSize(3);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ServerConnection.class);
    }
}
