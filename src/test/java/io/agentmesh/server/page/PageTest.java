package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What a person does with a task on the page. */
class PageTest extends PageScene {

    @Test
    void taskIsSubmittedAndWatchedUntilItEnds() {
        browser.click("a[href='#/new']");
        browser.type("#new-codebase", "shop");
        browser.type("#new-prompt", "Write a poem\nabout carts");
        browser.click("#new-task button.primary");
        String task = awaitPending("Write a poem");
        page.awaitText("#task .badge", "pending");
        assertThat(worker.task(task).path("prompt").asText()).isEqualTo("Write a poem\nabout carts");

        worker.claim(task);
        page.awaitText("#task .badge", "running");
        worker.print(task, "a first line\n");
        page.awaitText(".output", "a first line");
        worker.print(task, "\u001b[31ma second line\u001b[0m\n");
        page.awaitText(".output", "a first line\na second line");
        worker.complete(task, "Roses are red.");

        page.awaitText("#task .badge", "completed");
        page.awaitText("#task .result", "Roses are red.");
        page.awaitText("#announcement", "Task Write a poem: completed");
        for (String fact : List.of("shop", "worker one", task)) {
            page.awaitPart("#task .facts", fact);
        }
    }

    @Test
    void pendingTaskIsCancelledAtOnce() {
        String task = worker.submit(codebase, "Not needed", "p");
        page.visit("/#/tasks/" + task);

        browser.click(button("Cancel"));

        page.awaitText("#task .badge", "cancelled");
        assertThat(worker.task(task).path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void runningTaskIsCancelledOnceThePersonIsSure() {
        String task = worker.submit(codebase, "Takes long", "p");
        worker.claim(task);
        page.visit("/#/tasks/" + task);

        browser.click(button("Cancel"));
        page.awaitPart("#question", "Takes long");
        browser.click("#question button[value=no]");
        assertThat(worker.beat()).isEmpty();
        browser.click(button("Cancel"));
        browser.click("#question button[value=yes]");

        page.awaitText("#task .badge", "stopping");
        await().atMost(OpenPage.LIMIT).until(() -> worker.beat().equals(List.of(task)));
        worker.cancelled(task);
        page.awaitText("#task .badge", "cancelled");
    }

    @Test
    void failedTaskTellsItsErrorAndIsTriedAgainAsANewOne() {
        String task = worker.submit(codebase, "Breaks " + System.nanoTime(), "try hard");
        worker.claim(task);
        worker.fail(task, "The model's key is missing.");
        page.visit("/#/tasks/" + task);
        page.awaitText("#task .error", "The model's key is missing.");

        browser.click(button("Retry"));

        await().atMost(OpenPage.LIMIT).until(() -> !address().endsWith(task));
        String again = address().substring(address().lastIndexOf('/') + 1);
        assertThat(worker.task(again).path("prompt").asText()).isEqualTo("try hard");
        assertThat(worker.task(again).path("status").asText()).isEqualTo("pending");
        page.awaitText("#task .badge", "pending");
    }

    @Test
    void endedTaskIsFollowedUpInItsSession() {
        String task = worker.submit(codebase, "Begins", "p");
        worker.claim(task);
        worker.complete(task, "done");
        page.visit("/#/tasks/" + task);

        browser.click(button("Follow up"));
        browser.type("#new-prompt", "and now the rest");
        browser.click("#new-task button.primary");

        String next = awaitPending("and now the rest");
        assertThat(worker.task(next).path("metadata").path("resume_session_id").asText()).isEqualTo("ses_1");
    }

    private String awaitPending(String title) {
        return await().atMost(OpenPage.LIMIT).until(() -> worker.pending().stream()
                .filter(task -> worker.task(task).path("title").asText().equals(title)).findFirst().orElse(null),
                task -> task != null);
    }

    private static String address() {
        return browser.run("return location.href").asText();
    }
}
