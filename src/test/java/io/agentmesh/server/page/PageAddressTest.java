package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.support.browser.Browser;

/** Addresses of the page that lead nowhere. */
class PageAddressTest {

    private static OpenPage page;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        page = new OpenPage(folder);
        browser = page.browser();
    }

    @AfterAll
    static void stop() {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void unknownTaskIsSaid() {
        page.visit("/#/tasks/nothing-here");

        page.awaitText("#task .problem", "There is no task nothing-here.");
        page.awaitText("#connection", "live");
        assertThat(browser.complaints()).allMatch(line -> line.contains("404"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "a%2", "%ff", "%E0%A4%A"})
    void addressWithABrokenEscapeLeavesALivingPage(String id) {
        SimulatedWorker worker = page.worker("w1", "worker one");
        String task = worker.submit(worker.registerCodebase("shop", "/srv/shop"), "Still there", "p");
        page.visit("/#/tasks/" + id);

        await().atMost(OpenPage.LIMIT).until(() -> browser.text("#task .problem").startsWith("There is no"));
        page.awaitText("#connection", "live");
        browser.run("location.hash = '#/tasks/" + task + "'");
        page.awaitText("#task-title", "Still there");
        browser.run("location.hash = '#/tasks/" + id + "'");
        await().atMost(OpenPage.LIMIT).until(() -> browser.text("#task .problem").startsWith("There is no"));
        // The browser itself logs each answer that is no success.
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("404"));
    }
}
