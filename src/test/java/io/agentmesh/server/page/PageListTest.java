package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.SimulatedWorker;

/** What the page shows of others' tasks, and that nothing in them becomes markup. */
class PageListTest extends PageScene {

    private static final String EVIL = "<script>window.pwned=1</script><img src=x onerror='window.pwned=1'>";

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
    void listIsFilteredByStatusTextAndWorker() {
        String wanted = worker.submit(codebase, "Needle " + System.nanoTime(), "p");
        String other = worker.submit(codebase, "Hay", "p");
        worker.claim(other);

        browser.click("#status-running");
        page.awaitAbsent(row(wanted));
        page.awaitShown(row(other));
        browser.click("#status-all");
        browser.type("#search", "needle");
        page.awaitAbsent(row(other));
        page.awaitShown(row(wanted));
        browser.run("document.getElementById('search').value = ''");
        browser.click("#workers button");

        page.awaitAbsent(row(wanted));
        page.awaitText("#worker-filter b", "worker one");
        page.awaitShown(row(other));
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
        page.awaitPart("#task .facts", EVIL);
        page.awaitText(row(task) + " .title", EVIL);
        page.awaitPart("#workers", EVIL);
        assertThat(browser.run("return window.pwned === undefined").asBoolean()).isTrue();
        assertThat(browser.run("return document.querySelectorAll('main script, main img').length").asInt()).isZero();
    }

    @Test
    void markupCannotBeMadeInThePageAtAll() {
        assertThat(browser.run("try { document.body.innerHTML = '<b>x</b>'; return 'made' } catch (e) { return e.name }")
                .asText()).isEqualTo("TypeError");
        await().atMost(OpenPage.LIMIT).until(() -> browser.complaints().stream().anyMatch(line -> line.contains("TrustedHTML")));
    }

    private static String row(String task) {
        return "#tasks a[href='#/tasks/" + task + "']";
    }
}
