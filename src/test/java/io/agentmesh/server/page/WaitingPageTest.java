package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.JsonCalls;

/** What the page says of a task that waits. */
class WaitingPageTest extends PageScene {

    private static final String EVIL = "<img src=x onerror='window.pwned=1'>";

    @Test
    void reasonIsInTheListAndAtTheTask() {
        worker.claim(worker.submit(codebase, "First", "p"));
        String task = worker.submit(codebase, "Second", "p");
        waits(task, "folder_busy", null);
        page.visit("/#/tasks/" + task);

        awaitReason(task, "another task works in the folder");
        await().atMost(OpenPage.LIMIT).until(() -> browser.text("#task .facts")
                .contains("Waits because\nanother task works in the folder; number 1 of its codebase"));

        waits(task, "hook", EVIL);
        awaitReason(task, "a hook holds it back: " + EVIL);
        assertThat(browser.run("return document.querySelectorAll('main img').length").asInt()).isZero();
        worker.claim(task);
        awaitReason(task, "");
        await().atMost(OpenPage.LIMIT).until(() -> !browser.text("#task .facts").contains("Waits because"));
    }

    private void waits(String task, String reason, String detail) {
        Map<String, String> waiting = detail == null ? Map.of("reason", reason) : Map.of("reason", reason, "detail", detail);
        new JsonCalls(page.server()).post("/v1/opencode/workers/w1/heartbeat", Map.of("waiting", Map.of(task, waiting)));
    }

    private static void awaitReason(String task, String text) {
        page.awaitText("#tasks a[href='#/tasks/" + task + "'] .why", text);
    }
}
