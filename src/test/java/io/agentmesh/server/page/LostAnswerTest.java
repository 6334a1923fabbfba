package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.Relay;
import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.support.browser.Browser;

/** A person who presses the button again because no answer came gets one task. */
class LostAnswerTest {

    private static OpenPage page;
    private static Relay relay;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        page = new OpenPage(folder);
        browser = page.browser();
        relay = new Relay(page.server().getPort());
        page.reachedBy(relay.url());
    }

    @AfterAll
    static void stop() throws Exception {
        if (page != null) {
            page.close();
        }
        if (relay != null) {
            relay.close();
        }
    }

    @Test
    void taskThatIsSubmittedAgainIsMadeOnceAndTheNextOneIsAnother() {
        SimulatedWorker worker = page.worker("w1", "worker one");
        worker.registerCodebase("shop", "/srv/shop");
        page.visit("/#/new");
        browser.type("#new-codebase", "shop");
        browser.type("#new-prompt", "Write a poem");
        // A browser sends a request again by itself where a connection breaks that it had used before.
        relay.loseAnswers("POST /v1/opencode/codebases/", Integer.MAX_VALUE);

        browser.click("#new-task button.primary");
        page.awaitText("#new-task .problem", "The server can't be reached.");
        relay.loseAnswers("", 0);
        browser.click("#new-task button.primary");
        page.awaitText("#task .badge", "pending");
        assertThat(tasks()).isEqualTo(1);

        browser.click("a[href='#/new']");
        browser.type("#new-prompt", "Write a poem");
        browser.click("#new-task button.primary");
        await().atMost(OpenPage.LIMIT).until(() -> tasks() == 2);
    }

    private static int tasks() {
        return new JsonCalls(page.server()).get("/v1/opencode/tasks").size();
    }
}
