package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.support.browser.Browser;

/** The page as a person uses it, in a real browser on a real server. */
class PageTest {

    private static final String EVIL = "<script>window.pwned=1</script><img src=x onerror='window.pwned=1'>";

    private static OpenPage page;
    private static Browser browser;

    private SimulatedWorker worker;
    private String codebase;

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

    @BeforeEach
    void open() {
        worker = page.worker("w1", "worker one");
        codebase = worker.registerCodebase("shop", "/srv/shop");
        browser.resize(1400, 900);
        page.visit("/");
        browser.text("#codebase-filter option[value='" + codebase + "']");
    }

    @AfterEach
    void nothingWasBlockedOrBroken() {
        assertThat(browser.complaints()).isEmpty();
    }

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
        assertThat(browser.text("#task .facts")).contains("shop", "worker one", task);
    }

    @Test
    void longOutputLosesItsBeginningAndSaysSo() {
        String task = worker.submit(codebase, "Talks", "p");
        worker.claim(task);
        for (String letter : List.of("a", "b", "c", "d")) {
            worker.print(task, letter.repeat(300_000));
        }
        worker.print(task, "the end");
        page.visit("/#/tasks/" + task);

        await().atMost(OpenPage.LIMIT).until(() -> browser.run(
                "return document.querySelector('.output')?.textContent.endsWith('d\\nthe end\\n')").asBoolean());
        assertThat(browser.run("return document.querySelector('.output').textContent.length").asInt())
                .isEqualTo(1_000_000);
        assertThat(browser.text("#task section > .hint")).contains("agentmesh logs");
        worker.complete(task, "r");
    }

    @Test
    void whatOthersSubmitAppearsByItself() {
        String task = worker.submit(codebase, "From elsewhere", "p");

        page.awaitText("#tasks a[href='#/tasks/" + task + "'] .title", "From elsewhere");
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
        assertThat(browser.text("#question")).contains("Takes long");
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

    @Test
    void listIsFilteredByStatusTextAndWorker() {
        String wanted = worker.submit(codebase, "Needle " + System.nanoTime(), "p");
        String other = worker.submit(codebase, "Hay", "p");
        worker.claim(other);

        browser.click("#status-running");
        page.awaitAbsent(row(wanted));
        assertThat(browser.isShown(row(other))).isTrue();
        browser.click("#status-all");
        browser.type("#search", "needle");
        page.awaitAbsent(row(other));
        assertThat(browser.isShown(row(wanted))).isTrue();
        browser.run("document.getElementById('search').value = ''");
        browser.click("#workers button");

        page.awaitAbsent(row(wanted));
        page.awaitText("#worker-filter b", "worker one");
        assertThat(browser.isShown(row(other))).isTrue();
        worker.complete(other, "ok");
    }

    @Test
    void nothingThatComesFromTasksIsMarkup() {
        SimulatedWorker evil = page.worker("evil", EVIL);
        String evilCodebase = evil.registerCodebase(EVIL, "/srv/" + EVIL);
        String task = evil.submit(evilCodebase, EVIL, EVIL);
        evil.claim(task);
        evil.print(task, EVIL);
        page.visit("/#/tasks/" + task);
        page.awaitText(".output", EVIL);
        evil.complete(task, EVIL);

        page.awaitText("#task .result", EVIL);
        assertThat(browser.text("#task h2")).isEqualTo(EVIL);
        assertThat(browser.text("#task .prompt pre")).isEqualTo(EVIL);
        assertThat(browser.text("#task .facts")).contains(EVIL);
        page.awaitText(row(task) + " .title", EVIL);
        assertThat(browser.text("#workers")).contains(EVIL);
        assertThat(browser.run("return window.pwned === undefined").asBoolean()).isTrue();
        assertThat(browser.run("return document.querySelectorAll('main script, main img').length").asInt()).isZero();
    }

    @Test
    void markupCannotBeMadeInThePageAtAll() {
        assertThat(browser.run("try { document.body.innerHTML = '<b>x</b>'; return 'made' } catch (e) { return e.name }")
                .asText()).isEqualTo("TypeError");
        assertThat(browser.complaints()).anyMatch(line -> line.contains("TrustedHTML"));
    }

    private String awaitPending(String title) {
        return await().atMost(OpenPage.LIMIT).until(() -> worker.pending().stream()
                .filter(task -> worker.task(task).path("title").asText().equals(title)).findFirst().orElse(null),
                task -> task != null);
    }

    private static String address() {
        return browser.run("return location.href").asText();
    }

    private static String row(String task) {
        return "#tasks a[href='#/tasks/" + task + "']";
    }

    /** The selector of a button of the task, by its place among them. */
    private static String button(String name) {
        List<String> names = List.of("Follow up", "Retry", "Cancel");
        return "#task .actions button:nth-of-type(" + (names.indexOf(name) + 1) + ")";
    }
}
