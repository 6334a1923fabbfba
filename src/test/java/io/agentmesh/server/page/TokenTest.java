package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.support.FreePort;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.support.browser.Browser;
import io.agentmesh.support.browser.Key;

/** The page of a server that asks for a token, and of one that goes away. */
class TokenTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ADMIN = "token-of-an-admin-1";
    private static final String WORKER = "token-of-a-worker-1";
    private static final String CLIENT = "token-of-a-client-1";

    @TempDir
    Path folder;

    private AccessTokens tokens;

    @BeforeEach
    void writeTokens() throws Exception {
        tokens = AccessTokens.load("a:" + ADMIN, Files.writeString(folder.resolve("tokens.json"), """
                [{"name": "w", "token": "%s", "role": "worker"}, {"name": "c", "token": "%s", "role": "client"}]"""
                .formatted(WORKER, CLIENT)));
    }

    @Test
    void tokenIsAskedForOnceAndTravelsInNoAddress() throws Exception {
        try (LiveServer server = new LiveServer(folder, tokens); Browser browser = new Browser(folder)) {
            SimulatedWorker worker = new SimulatedWorker(new JsonCalls(server.url(), ADMIN), "w1", "worker one");
            String task = worker.submit(worker.registerCodebase("shop", "/srv/shop"), "Secret work", "p");
            worker.claim(task);
            browser.open(server.url().resolve("/#/tasks/" + task));

            assertThat(browser.text("#token")).contains("asks for a token").doesNotContain("refused");
            browser.type("#token-value", "a wrong one" + Key.ENTER);
            awaitText(browser, "#token .problem", "A token has no spaces and no special letters.");
            browser.run("document.getElementById('token-value').value = ''");
            browser.type("#token-value", "wrong" + Key.ENTER);
            awaitText(browser, "#token .problem", "The server refused this token.");
            browser.type("#token-value", CLIENT + Key.ENTER);

            awaitText(browser, "#connection", "live");
            awaitText(browser, "#task h2", "Secret work");
            worker.print(task, "through the gate");
            awaitText(browser, ".output", "through the gate");
            assertThat(browser.run("return performance.getEntries().map(entry => entry.name)"))
                    .anySatisfy(address -> assertThat(address.asText()).contains("/v1/monitor/tasks"))
                    .noneMatch(address -> address.asText().contains(CLIENT));
            browser.open(URI.create("about:blank"));
            browser.open(server.url().resolve("/"));
            awaitText(browser, "#connection", "live");
            assertThat(browser.isShown("#token")).isFalse();
            assertThat(browser.run("return document.cookie + localStorage.length").asText()).isEqualTo("0");
        }
    }

    @Test
    void tokenThatMayNotMakeTasksIsToldSo() throws Exception {
        try (LiveServer server = new LiveServer(folder, tokens); Browser browser = new Browser(folder)) {
            new SimulatedWorker(new JsonCalls(server.url(), WORKER), "w1", "w").registerCodebase("shop", "/srv/shop");
            browser.open(server.url().resolve("/#/new"));
            browser.type("#token-value", WORKER + Key.ENTER);
            awaitText(browser, "#connection", "live");
            browser.type("#new-codebase", "shop");
            browser.type("#new-prompt", "Work for others");
            browser.click("#new-task button.primary");

            awaitText(browser, "#new-task .problem", "A token of the role worker can't make this call.");
        }
    }

    @Test
    void serverThatGoesAwayIsSaidAndFoundAgain() throws Exception {
        String port = "server.port=" + FreePort.next();
        LiveServer server = new LiveServer(folder, tokens, port);
        try (Browser browser = new Browser(folder)) {
            browser.open(server.url());
            browser.type("#token-value", CLIENT + Key.ENTER);
            awaitText(browser, "#connection", "live");

            server.close();
            awaitText(browser, "#connection", "no connection");
            server = new LiveServer(folder, tokens, port);
            awaitText(browser, "#connection", "live");
        } finally {
            server.close();
        }
    }

    private static void awaitText(Browser browser, String selector, String text) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                browser.run("return document.querySelector(arguments[0])?.textContent.trim()", selector).asText())
                .isEqualTo(text));
    }
}
