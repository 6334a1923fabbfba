package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.browser.Key;

/** The page for every person and every window: by keyboard, on a phone, in the dark. */
class PageAccessTest extends PageScene {

    @BeforeEach
    void awaitConnection() {
        page.awaitText("#connection", "live");
    }

    @Test
    void keyboardIsEnough() {
        String older = worker.submit(codebase, "Older", "p");
        String newer = worker.submit(codebase, "Newer", "p");
        page.awaitText(row(newer) + " .title", "Newer");

        browser.press(Key.TAB);
        assertThat(page.focused()).isEqualTo("Skip to the tasks");
        page.tabUntil("New task");
        browser.press(Key.ENTER);
        await().atMost(OpenPage.LIMIT).until(() -> browser.run("return document.activeElement.id").asText()
                .startsWith("new-"));
        page.tabUntil("Submit");
        browser.press(Key.ESCAPE);
        await().atMost(OpenPage.LIMIT).until(() -> page.focused().contains("Newer"));
        browser.press(Key.DOWN);
        assertThat(page.focused()).contains("Older");
        browser.press(Key.ENTER);
        await().atMost(OpenPage.LIMIT).until(() -> page.focused().equals("Older"));
        browser.press(Key.ESCAPE);
        await().atMost(OpenPage.LIMIT).until(() -> page.focused().contains("pending: Older"));
        browser.press(Key.ENTER);
        await().atMost(OpenPage.LIMIT).until(() -> page.focused().equals("Older"));
        page.tabUntil("Cancel");
        browser.press(Key.ENTER);

        page.awaitText("#task .badge", "cancelled");
        assertThat(worker.task(older).path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void everyControlHasANameAndEveryFocusIsSeen() {
        browser.click("a[href='#/new']");
        browser.click("#new-task summary");

        assertThat(browser.run("""
                return [...document.querySelectorAll('input, select, textarea, button, a')]
                  .filter((one) => one.checkVisibility() && !one.labels?.length && !one.textContent.trim()
                    && !one.getAttribute('aria-label'))
                  .map((one) => one.outerHTML)""")).isEmpty();
        assertThat(browser.run("""
                return [...document.querySelectorAll('main, header, nav, [role=search], [role=status]')].length""")
                .asInt()).isGreaterThanOrEqualTo(5);
        browser.press(Key.TAB);
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle").asText())
                .isEqualTo("solid");
    }

    @ParameterizedTest
    @CsvSource({"320, ''", "320, #/new", "320, #/workers", "320, TASK", "390, TASK", "800, TASK", "1000, #/workers",
        "1400, TASK"})
    void nothingReachesBeyondAWindow(int width, String place) {
        String task = worker.submit(codebase, "t".repeat(900), "p".repeat(3000));
        worker.claim(task);
        worker.print(task, "o".repeat(3000));
        browser.resize(width, 700);
        page.visit("/" + place.replace("TASK", "#/tasks/" + task));
        await().atMost(OpenPage.LIMIT).until(() -> browser.run("return document.getElementById('connection').textContent")
                .asText().equals("live"));
        if (place.equals("TASK")) {
            await().atMost(OpenPage.LIMIT).until(() -> browser.text(".output").length() == 3000);
        }

        assertThat(browser.run("return document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
        assertThat(browser.run("""
                return [...document.querySelectorAll('main *, header *')].filter((one) => one.checkVisibility()
                    && !one.closest('.visually-hidden') && one.getBoundingClientRect().right > innerWidth + 1)
                  .map((one) => one.outerHTML.slice(0, 80))""")).isEmpty();
        worker.complete(task, "ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyTextStandsOutFromItsGround(String colors) {
        browser.preferColors(colors);
        String task = worker.submit(codebase, "Fails", "p");
        worker.claim(task);
        worker.print(task, "some output");
        worker.fail(task, "an error");
        page.visit("/#/tasks/" + task);
        page.awaitText(".output", "some output");

        assertThat(browser.run(Contrast.SCRIPT, 4.5)).isEmpty();
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor").asText())
                .isEqualTo(colors.equals("dark") ? "rgb(14, 17, 21)" : "rgb(243, 245, 247)");
        browser.preferColors("light");
    }

    private static String row(String task) {
        return "#tasks a[href='#/tasks/" + task + "']";
    }
}
