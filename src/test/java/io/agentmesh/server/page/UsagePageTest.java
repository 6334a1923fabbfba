package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.browser.Key;

/** What tasks have cost, on the page. */
class UsagePageTest extends PageScene {

    @Test
    void tokensAndCostAreSummedByCodebaseAndDay() {
        String name = "<b>site</b>";
        String site = worker.registerCodebase(name, "/srv/site");
        spend(codebase, 1_000, 0.25);
        spend(codebase, 234, 0.0034);
        spend(site, 50_000, 2);
        LocalDate before = LocalDate.now(ZoneOffset.UTC);

        browser.resize(1400, 900);
        page.visit("/");
        page.tabUntil("Usage");
        browser.press(Key.ENTER);

        await().atMost(OpenPage.LIMIT).until(() -> browser.text("#usage-codebases").contains("shop"));
        assertThat(rows("#usage-codebases")).startsWith(name + "|1|50,000|10|0|0|0|$2.00\nshop|2|1,234|20|0|0|0|$0.2534\n")
                .endsWith("Total|3|51,234|30|0|0|0|$2.25");
        // A test may run at midnight: then there are rows of two days.
        if (before.equals(LocalDate.now(ZoneOffset.UTC))) {
            assertThat(rows("#usage-by-day")).contains(before + "|shop|2|1,234|20|0|0|0|$0.2534\n");
        }
        assertThat(browser.isShown("#tasks")).isFalse();
        for (String scheme : new String[] {"light", "dark"}) {
            browser.preferColors(scheme);
            assertThat(browser.run(Contrast.SCRIPT, 4.5)).as(scheme).isEmpty();
        }
        browser.resize(390, 800);
        assertThat(browser.run("return document.documentElement.scrollWidth").asInt()).isEqualTo(390);
    }

    private void spend(String where, int input, double cost) {
        String task = worker.submit(where, "t", "p");
        worker.claim(task);
        worker.complete(task, "r", Map.of("usage", Map.of("input", input, "output", 10, "cost", cost, "model", "a/b")));
    }

    private static String rows(String table) {
        return browser.run("""
                return [...document.querySelectorAll(arguments[0] + ' :is(tbody, tfoot) tr')]
                  .map((row) => [...row.cells].map((cell) => cell.textContent).join('|')).join('\\n')""", table).asText();
    }
}
