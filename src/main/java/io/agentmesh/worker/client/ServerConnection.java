package io.agentmesh.worker.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.agent.UnwritableException;
import io.agentmesh.settings.value.CodebaseSetting;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the worker stands with its server: whether it is registered, what the server can do, whether it answers. */
public class ServerConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

    private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);
    /** That are logged of one outage: some servers' words are others each time. */
    private static final int MOST_REASONS = 10;

    private final String serverUrl;
    private final Clock clock;
    private volatile boolean registered;
    private volatile Set<String> features = Set.of();
    private Instant quietUntil = Instant.EPOCH;
    private final LastActivity answers = new LastActivity(System::nanoTime);
    private boolean lost;
    private boolean closed;
    private boolean announced;
    private final Set<String> reasons = new HashSet<>();
    private final Map<String, Instant> told = new LinkedHashMap<>();

    public ServerConnection(String serverUrl, Clock clock) {
        this.clock = clock;
        this.serverUrl = serverUrl;
    }

    /** Takes the answer to a registration. Not named registered: with isRegistered Camel would find that ambiguous. */
    public void welcomed(JsonNode answer) {
        Set<String> named = new HashSet<>();
        answer.path("features").forEach(feature -> named.add(feature.asText()));
        features = Set.copyOf(named);
        registered = true;
        answered();
    }

    public boolean isRegistered() {
        return registered;
    }

    /** The server doesn't know this worker any more. */
    public void forgotten() {
        registered = false;
    }

    /** Whether a claim at this server is atomic. A classic server says yes to everyone. */
    public boolean canClaim() {
        return features.contains("claim");
    }

    /** Whether the server takes a task back that was begun. */
    public boolean canRelease() {
        return features.contains("release");
    }

    /** Whether the server can hold the answer to a poll until there is a task. */
    public boolean canWait() {
        return features.contains("wait");
    }

    /** Whether the server can hold its answer until there is a task to stop. */
    public boolean canAwaitCancels() {
        return features.contains("cancel-wait");
    }

    public synchronized void answered() {
        answers.beat();
        if (lost && announced) {
            LOG.info("the server {} answers again", serverUrl);
        }
        lost = false;
        announced = false;
        reasons.clear();
    }

    /** A codebase of the settings that the server will not have; its tasks will not come. */
    public void codebaseRefused(CodebaseSetting codebase, Throwable failure) {
        LOG.warn("the codebase {} ({}) is not served: {}", codebase.name(), codebase.path(),
                ServerFault.sentence(failure));
    }

    /** For how long the server hasn't answered. */
    Duration silence() {
        return answers.silence();
    }

    /** Whether the server didn't answer the last call. */
    public synchronized boolean isLost() {
        return lost;
    }

    /** Whether the server asked to be left alone for now: then it isn't polled. Heartbeats and reports have to go on. */
    public synchronized boolean isQuiet() {
        return clock.instant().isBefore(quietUntil);
    }

    /** The worker stops and ends its own calls: that they fail is nothing to tell of. */
    public synchronized void close() {
        closed = true;
    }

    /**
     * Logs each reason of an outage once, not at each try. A server that fails one kind of call and answers the others
     * would be lost and back all the time: what it answers is logged anew only after a while. A disk that is full, or an
     * error of this program, is none of the server's faults.
     */
    public synchronized void failed(Throwable failure) {
        if (closed) {
            return;
        }
        if (UnwritableException.isCauseOf(failure)) {
            unwritable(ServerFault.sentence(failure));
            return;
        }
        Optional<String> own = InternalFailure.sentence(failure);
        if (own.isPresent()) {
            ownFault(own.get());
            return;
        }
        RetryAfter.of(failure, Clock.systemUTC()).ifPresent(pause -> quietUntil = clock.instant().plus(pause));
        String sentence = ServerFault.sentence(failure);
        boolean isNew = reasons.size() < MOST_REASONS && reasons.add(sentence);
        if (isNew && !(isKnown(sentence) && isAnswer(failure))) {
            LOG.warn(announced ? "the server {} still can't be used, now: {}; trying again"
                    : "the server {} can't be used: {}; trying again", serverUrl, sentence);
            tell(sentence);
            announced = true;
        }
        lost = true;
    }

    private static boolean isAnswer(Throwable failure) {
        return failure instanceof HttpOperationFailedException || failure instanceof UnexplainedAnswerException;
    }

    private void unwritable(String sentence) {
        if (!isKnown(sentence)) {
            LOG.warn("{}; trying again", sentence);
            tell(sentence);
        }
    }

    private void ownFault(String sentence) {
        if (!isKnown(sentence)) {
            LOG.error("an error of this program: {}; trying again", sentence);
            tell(sentence);
        }
    }

    private void tell(String sentence) {
        told.remove(sentence);
        told.put(sentence, clock.instant());
        if (told.size() > MOST_REASONS) {
            told.remove(told.keySet().iterator().next());
        }
    }

    private boolean isKnown(String sentence) {
        return clock.instant().isBefore(told.getOrDefault(sentence, Instant.EPOCH).plus(TOLD_AGAIN));
    }
}
