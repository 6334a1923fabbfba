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

/** State of the connection to the server: whether the worker is registered, the server's features, outages. */
public class ServerConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

    private static final Duration LOG_AGAIN_AFTER = Duration.ofMinutes(10);
    /** Reasons logged of one outage: some servers vary their messages. */
    private static final int MAX_REASONS = 10;

    private final String serverUrl;
    private final Clock clock;
    private volatile boolean registered;
    private volatile boolean welcomed;
    private volatile Set<String> features = Set.of();
    private Instant quietUntil = Instant.EPOCH;
    private final LastActivity answers = new LastActivity(System::nanoTime);
    private boolean lost;
    private boolean closed;
    private boolean announced;
    private final Set<String> reasons = new HashSet<>();
    private final Map<String, Instant> logged = new LinkedHashMap<>();

    public ServerConnection(String serverUrl, Clock clock) {
        this.clock = clock;
        this.serverUrl = serverUrl;
    }

    /** Reads the answer to a registration. Not named registered, which Camel would confuse with isRegistered. */
    public void welcomed(JsonNode answer) {
        Set<String> named = new HashSet<>();
        answer.path("features").forEach(feature -> named.add(feature.asText()));
        features = Set.copyOf(named);
        welcomed = true;
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

    /** Whether claims at this server are atomic. A classic server grants every claim. */
    public boolean canClaim() {
        return features.contains("claim");
    }

    /** Whether the server supports the release of a running task. */
    public boolean canRelease() {
        return features.contains("release");
    }

    /** Whether the server supports long polls for tasks. */
    public boolean canWait() {
        return features.contains("wait");
    }

    /** Whether the server supports long polls for cancels. */
    public boolean canAwaitCancels() {
        return features.contains("cancel-wait");
    }

    /** Whether the server stores what a task changed, its usage, data of hooks, and why tasks wait. */
    public boolean canTakeChanges() {
        return features.contains("changes");
    }

    /**
     * Whether an outcome is sent with what the task changed. Assumed before the first registration,
     * when an outcome of the last process may be delivered already: another server ignores fields that it doesn't know.
     */
    public boolean mayTakeChanges() {
        return !welcomed || canTakeChanges();
    }

    public synchronized void answered() {
        answers.record();
        if (lost && announced) {
            LOG.info("the server {} answers again", serverUrl);
        }
        lost = false;
        announced = false;
        reasons.clear();
    }

    /** The server rejected a codebase of the settings, so its tasks won't arrive. */
    public void codebaseRefused(CodebaseSetting codebase, Throwable failure) {
        LOG.warn("the codebase {} ({}) is not served: {}", codebase.name(), codebase.path(),
                ServerFault.sentence(failure));
    }

    /** Time since the last answer. */
    Duration silence() {
        return answers.silence();
    }

    /** Whether the last call had no answer. */
    public synchronized boolean isLost() {
        return lost;
    }

    /** Whether the server requested a pause: then it isn't polled. Heartbeats and reports go on. */
    public synchronized boolean isQuiet() {
        return clock.instant().isBefore(quietUntil);
    }

    /** Stops logging failures, as a stopping worker ends its own calls. */
    public synchronized void close() {
        closed = true;
    }

    /**
     * Logs each reason of an outage once. A server that fails one kind of call and answers others would alternate
     * between lost and back: what it answers is logged again only after a while. A full disk or an error of this
     * program is not the server's.
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
            internalFailure(own.get());
            return;
        }
        RetryAfter.of(failure, Clock.systemUTC()).ifPresent(pause -> quietUntil = clock.instant().plus(pause));
        String sentence = ServerFault.sentence(failure);
        boolean isNew = reasons.size() < MAX_REASONS && reasons.add(sentence);
        if (isNew && !(isLogged(sentence) && isAnswer(failure))) {
            LOG.warn(announced ? "the server {} still can't be used, now: {}; trying again"
                    : "the server {} can't be used: {}; trying again", serverUrl, sentence);
            addLogged(sentence);
            announced = true;
        }
        lost = true;
    }

    private static boolean isAnswer(Throwable failure) {
        return failure instanceof HttpOperationFailedException || failure instanceof UnexplainedAnswerException;
    }

    private void unwritable(String sentence) {
        if (!isLogged(sentence)) {
            LOG.warn("{}; trying again", sentence);
            addLogged(sentence);
        }
    }

    private void internalFailure(String sentence) {
        if (!isLogged(sentence)) {
            LOG.error("an error of this program: {}; trying again", sentence);
            addLogged(sentence);
        }
    }

    private void addLogged(String sentence) {
        logged.remove(sentence);
        logged.put(sentence, clock.instant());
        if (logged.size() > MAX_REASONS) {
            logged.remove(logged.keySet().iterator().next());
        }
    }

    private boolean isLogged(String sentence) {
        return clock.instant().isBefore(logged.getOrDefault(sentence, Instant.EPOCH).plus(LOG_AGAIN_AFTER));
    }
}
