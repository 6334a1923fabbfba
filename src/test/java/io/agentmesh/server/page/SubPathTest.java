package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.MarkdownFile;
import io.agentmesh.support.RealNginx;
import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.support.browser.Browser;

/** The page below a path, behind a real nginx with the lines of docs/server.md. */
class SubPathTest {

    private static final String LINES = MarkdownFile.of(Path.of("docs/server.md")).blocks("nginx").get(1);

    private static OpenPage page;
    private static RealNginx nginx;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        page = new OpenPage(folder);
        browser = page.browser();
        nginx = RealNginx.start(folder.resolve("nginx"),
                LINES.replace("http://127.0.0.1:8000", page.server().toString()));
        page.reachedBy(nginx.url() + "/mesh");
    }

    @AfterAll
    static void stop() {
        if (page != null) {
            page.close();
        }
        if (nginx != null) {
            nginx.close();
        }
    }

    @AfterEach
    void nothingWasBlockedOrMissing() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void taskIsSubmittedAndWatchedUntilItEnds() {
        SimulatedWorker worker = page.worker("w1", "worker one");
        String codebase = worker.registerCodebase("shop", "/srv/shop");
        page.visit("#/new");
        browser.type("#new-codebase", "shop");
        browser.type("#new-prompt", "Write a poem");
        browser.click("#new-task button.primary");
        page.awaitText("#task .badge", "pending");
        String task = new JsonCalls(page.server()).get("/v1/opencode/codebases/" + codebase + "/tasks").path(0)
                .path("id").asText();

        worker.claim(task);
        worker.print(task, "a first line\n");
        page.awaitText(".output", "a first line");
        worker.print(task, "a second line\n");
        page.awaitText(".output", "a first line\na second line");
        worker.complete(task, "Roses are red.");

        page.awaitText("#task .result", "Roses are red.");
        assertThat(browser.run("return location.href").asText()).isEqualTo(nginx.url() + "/mesh/#/tasks/" + task);
    }

    @Test
    void commandForAWorkerNamesTheAddressBelowThePath() {
        page.visit("/#/workers");
        page.awaitText("#connection", "live");

        await().atMost(OpenPage.LIMIT).untilAsserted(() -> assertThat(
                browser.run("return document.querySelector('#no-workers code').textContent").asText())
                .contains("--server=" + nginx.url() + "/mesh "));
    }
}
