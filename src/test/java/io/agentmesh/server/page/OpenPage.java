package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.support.browser.Browser;
import io.agentmesh.support.browser.Key;

/** A server, a browser, and what a person waits for and does in the page. */
final class OpenPage implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private final LiveServer server;
    private final Browser browser;
    private String address;

    OpenPage(Path folder) throws IOException {
        server = new LiveServer(folder);
        address = server.url().toString();
        try {
            browser = new Browser(folder);
        } catch (IOException | RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    Browser browser() {
        return browser;
    }

    SimulatedWorker worker(String id, String name) {
        return new SimulatedWorker(server.url(), id, name);
    }

    URI server() {
        return server.url();
    }

    /** From now on the page is visited here, without a slash at its end: through whatever leads to the server. */
    void reachedBy(String otherAddress) {
        address = otherAddress;
    }

    /** A new document each time, also where only the part after # differs. */
    void visit(String path) {
        browser.open(URI.create("about:blank"));
        browser.open(address + path);
    }

    void awaitText(String selector, String text) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                browser.run("return document.querySelector(arguments[0])?.textContent.trim()", selector).asText())
                .isEqualTo(text));
    }

    void awaitPart(String selector, String part) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(browser.text(selector)).contains(part));
    }

    void awaitShown(String selector) {
        await().atMost(LIMIT).until(() -> browser.isShown(selector));
    }

    void awaitAbsent(String selector) {
        await().atMost(LIMIT).until(() -> browser.run("return document.querySelector(arguments[0]) === null", selector)
                .asBoolean());
    }

    /** Presses the tab key until the element of this text has the focus. */
    void tabUntil(String text) {
        for (int presses = 0; presses < 40 && !focused().equals(text); presses++) {
            browser.press(Key.TAB);
        }
        assertThat(focused()).isEqualTo(text);
    }

    /** The text of what has the focus. */
    String focused() {
        return browser.run("return document.activeElement.textContent.trim()").asText();
    }

    @Override
    public void close() {
        browser.close();
        server.close();
    }
}
