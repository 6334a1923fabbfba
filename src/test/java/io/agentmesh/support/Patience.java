package io.agentmesh.support;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long every {@code await()} without a limit of its own waits, in all tests: JUnit finds this extension by itself. A
 * limit only says when a test gives up, and a busy machine needs more than Awaitility's ten seconds.
 */
public final class Patience implements BeforeAllCallback {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
