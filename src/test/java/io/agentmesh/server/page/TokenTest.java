package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.support.browser.Browser;
import io.agentmesh.support.browser.Key;

/** The page before a server that asks for a token, and before one that goes away. */
class TokenTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TOKEN = "s3cret-token";

    @Test
    void tokenIsAskedForOnceAndTravelsInNoAddress(@TempDir Path folder) throws Exception {
        try (LiveServer server = new LiveServer(folder); TokenGate gate = new TokenGate(server.url(), TOKEN);
                Browser browser = new Browser(folder)) {
            SimulatedWorker worker = new SimulatedWorker(server.url(), "w1", "worker one");
            String task = worker.submit(worker.registerCodebase("shop", "/srv/shop"), "Secret work", "p");
            worker.claim(task);
            browser.open(gate.url().resolve("/#/tasks/" + task));

            assertThat(browser.text("#token")).contains("asks for a token").doesNotContain("refused");
            browser.type("#token-value", "a wrong one" + Key.ENTER);
            awaitText(browser, "#token .problem", "A token has no spaces and no special letters.");
            browser.run("document.getElementById('token-value').value = ''");
            browser.type("#token-value", "wrong" + Key.ENTER);
            awaitText(browser, "#token .problem", "The server refused this token.");
            browser.type("#token-value", TOKEN + Key.ENTER);

            awaitText(browser, "#connection", "live");
            awaitText(browser, "#task h2", "Secret work");
            worker.print(task, "through the gate");
            awaitText(browser, ".output", "through the gate");
            browser.open(gate.url());
            awaitText(browser, "#connection", "live");
            assertThat(browser.isShown("#token")).isFalse();
            assertThat(gate.addresses()).isNotEmpty().noneMatch(address -> address.contains(TOKEN));
            assertThat(browser.run("return document.cookie + localStorage.length").asText()).isEqualTo("0");
        }
    }

    @Test
    void serverThatGoesAwayIsSaidAndFoundAgain(@TempDir Path folder) throws Exception {
        try (LiveServer server = new LiveServer(folder); TokenGate gate = new TokenGate(server.url(), TOKEN);
                Browser browser = new Browser(folder)) {
            browser.open(gate.url());
            browser.type("#token-value", TOKEN + Key.ENTER);
            awaitText(browser, "#connection", "live");

            gate.shut(true);
            awaitText(browser, "#connection", "The server is not ready.");
            gate.shut(false);
            awaitText(browser, "#connection", "live");
        }
    }

    private static void awaitText(Browser browser, String selector, String text) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                browser.run("return document.querySelector(arguments[0])?.textContent.trim()", selector).asText())
                .isEqualTo(text));
    }
}
