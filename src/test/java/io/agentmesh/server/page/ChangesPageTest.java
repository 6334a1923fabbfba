package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.ChangedFiles;
import io.agentmesh.support.browser.Key;

/** What a task changed, on the page. */
class ChangesPageTest extends PageScene {

    private static final String EVIL = "<img src=x onerror='window.pwned=1'><script>window.pwned=1</script>";
    private static final String CART = """
            diff --git a/src/Cart.java b/src/Cart.java
            index 1..2 100644
            --- a/src/Cart.java
            +++ b/src/Cart.java
            @@ -10,4 +10,5 @@ class Cart {
                 int total(List<Item> items) {
            -        return 0; // later
            +        // every item
            +        return items.size() + "EVIL".length();
                 }
            """.replace("EVIL", EVIL);
    private static final String UMLAUT = "diff --git \"a/gr\\303\\274n \\\"x\\\".py\" \"b/gr\\303\\274n \\\"x\\\".py\"\n"
            + "new file mode 100644\nindex 0..1\n--- /dev/null\n+++ \"b/gr\\303\\274n \\\"x\\\".py\"\n@@ -0,0 +1,3 @@\n"
            + "+def f(x):\n+    return \"\"\"two\n+lines\"\"\"\n\\ No newline at end of file\n";

    @Test
    void diffIsFoldedAndShownInColoursOnceItIsOpened() {
        show(new ChangedFiles(CART + UMLAUT).file("src/Cart.java", "modified", 2, 1).file("grün \"x\".py", "added", 3, 0));

        assertThat(browser.text(".changes .files")).contains("src/Cart.java +2 −1", "grün \"x\".py added +3 −0")
                .doesNotContain("return");
        assertThat(count(".diff")).isZero();
        browser.click(file(1));
        assertThat(browser.text(file(1, ".diff .added .token-comment"))).isEqualTo("// every item");
        assertThat(browser.text(file(1, ".diff .removed .token-keyword"))).isEqualTo("return");
        assertThat(numbers(1)).isEqualTo("|10|11|11|12|13");
        browser.click(file(2));
        // A string of two lines is one for who reads code, and so has its colour in both.
        assertThat(browser.text(file(2, ".line:nth-of-type(4) .token-string"))).isEqualTo("lines\"\"\"");
        for (String scheme : List.of("light", "dark")) {
            browser.preferColors(scheme);
            assertThat(browser.run(Contrast.SCRIPT, 4.5)).as(scheme).isEmpty();
        }
        assertThat(color(".diff .token-keyword")).isNotEqualTo(color(".diff .context"));
    }

    @Test
    void diffIsOpenedByTheKeyboardAlone() {
        show(new ChangedFiles(CART).file("src/Cart.java", "modified", 2, 1));

        page.tabUntil("src/Cart.java +2 −1");
        browser.press(Key.ENTER);

        browser.text(file(1, ".diff"));
        browser.press(Key.TAB);
        assertThat(browser.run("return document.activeElement.getAttribute('aria-label')").asText())
                .isEqualTo("Diff of src/Cart.java");
    }

    @Test
    void nothingInADiffIsMarkupOrMisleads() {
        String path = EVIL + ".html";
        Map<String, Object> outcome = new HashMap<>(new ChangedFiles(CART
                + ("diff --git a/%1$s b/%1$s\nnew file mode 100644\n--- /dev/null\n+++ b/%1$s\n"
                + "@@ -0,0 +1 @@\n+%1$s \u202e\n").formatted(path))
                .file("src/Cart.java", "modified", 2, 1).file(path, "added", 1, 0).with("branch", "x';" + EVIL)
                .with("commits", List.of(Map.of("id", EVIL, "title", EVIL)))
                .with("refs", List.of(Map.of("name", EVIL, "before", EVIL))).outcome());
        outcome.put("data", Map.of("pull_request", Map.of("url", "javascript:window.pwned=1"), "more", EVIL));
        show(outcome);
        browser.click(file(1));
        browser.click(file(2));

        assertThat(browser.text(file(1, ".diff"))).contains("\"" + EVIL + "\".length()");
        assertThat(browser.text(file(2, ".diff"))).contains("+" + path + " [U+202E]");
        assertThat(browser.text(file(2))).startsWith(EVIL);
        assertThat(browser.text("#task .data")).contains("\"more\": \"<img");
        assertThat(browser.text(".branch .copyable")).contains("git fetch origin 'x'\\'';<img");
        assertThat(count("#task a[href^='javascript']")).isZero();
        assertThat(count("main script, main img")).isZero();
        assertThat(browser.run("return window.pwned === undefined").asBoolean()).isTrue();
    }

    @Test
    void branchCommitsCostAndPullRequestAreShown() {
        Map<String, Object> outcome = new HashMap<>(new ChangedFiles(CART).file("src/Cart.java", "modified", 2, 1)
                .with("refs", List.of(Map.of("name", "refs/heads/main", "before", "aaaaaaaaaaaaaa",
                        "after", "bbbbbbbbbbbbbb")))
                .outcome());
        outcome.put("usage", Map.of("input", 12345, "output", 678, "cost", 0.0123, "model", "made/model"));
        outcome.put("data", Map.of("pull_request", Map.of("url", "https://forge.example.com/pulls/7", "number", 7)));
        show(outcome);

        assertThat(browser.text(".changes")).contains("git fetch origin agentmesh/1", "git checkout agentmesh/1",
                "fedcba9876 Count the cart", "refs/heads/main aaaaaaaaaa → bbbbbbbbbb");
        assertThat(browser.text("#task .facts")).contains("12,345 in, 678 out", "$0.0123", "made/model");
        assertThat(browser.text("#task a[href='https://forge.example.com/pulls/7']"))
                .isEqualTo("https://forge.example.com/pulls/7");
        browser.click(".branch .copyable .button");
        await().atMost(OpenPage.LIMIT).until(() -> browser.run("return document.getElementById('announcement').textContent")
                .asText().matches("Copied\\.|Selected\\."));
    }

    @Test
    void whatTheDiffLacksIsSaid() {
        show(new ChangedFiles(CART + "diff --git a/logo.png b/logo.png\nnew file mode 100644\n"
                + "Binary files /dev/null and b/logo.png differ\n"
                + "diff --git a/a b c b/a b c\nold mode 100644\nnew mode 100755\n")
                .binary("logo.png").file("a b c", "modified", 0, 0).file("later.txt", "modified", 5, 5)
                .with("diff_truncated", true).with("diff_masked", true));

        assertThat(browser.text(".changes")).contains("The diff is cut; the branch has all of it.",
                "A secret is masked in the diff; the branch has all of it.");
        List.of(1, 2, 3).forEach(place -> browser.click(file(place)));
        page.awaitText(file(1, ".hint"), "A binary file; its content isn't shown.");
        page.awaitText(file(2, ".hint"), "Only its name or its mode has changed, or it is empty.");
        page.awaitText(file(3, ".hint"), "The diff is cut before this file.");
        // One that the list doesn't have is shown all the same.
        assertThat(browser.text(file(4))).isEqualTo("src/Cart.java +? −?");
    }

    @Test
    void changesThatAreOnNoBranchHaveNoneToFetch() {
        show(new ChangedFiles(CART).file("src/Cart.java", "modified", 2, 1).with("branch", "main")
                .with("head", "0123456789abcdef0123").with("diff_truncated", true));

        assertThat(browser.text(".changes")).contains("all of it is only in the codebase's folder").doesNotContain("git fetch");
    }

    @Test
    void largeDiffIsDrawnAStepAtATime() {
        String added = "+const answer = 42;\n".repeat(30_000);
        show(new ChangedFiles("diff --git a/big.js b/big.js\nnew file mode 100644\n--- /dev/null\n+++ b/big.js\n"
                + "@@ -0,0 +1,30001 @@\n"
                + added + "+" + "x".repeat(400_000) + "\n").file("big.js", "added", 30_001, 0));

        browser.click(file(1));
        page.awaitText(file(1, ".button"), "Show more of the 28,002 lines that follow");
        assertThat(count(".line")).isEqualTo(2_000);
        browser.run("for (let i = 0; i < 16; i++) document.querySelector('.file .button').click()");
        assertThat(count(".line")).isEqualTo(30_002);
        assertThat(browser.isShown(file(1, ".button"))).isFalse();
        assertThat(browser.run("return document.querySelector('.diff').lastElementChild.textContent").asText())
                .endsWith("x … 398,001 characters more");
    }

    private void show(ChangedFiles changes) {
        show(changes.outcome());
    }

    private void show(Map<String, ?> outcome) {
        String task = worker.submit(codebase, "Changes", "p");
        worker.claim(task);
        worker.complete(task, "r", outcome);
        page.visit("/#/tasks/" + task);
        browser.text(".changes .files");
    }

    private static String file(int place) {
        return file(place, "> summary");
    }

    private static String file(int place, String part) {
        return ".files .file:nth-of-type(" + place + ") " + part;
    }

    private static int count(String selector) {
        return browser.run("return document.querySelectorAll(arguments[0]).length", selector).asInt();
    }

    private static String numbers(int place) {
        return browser.run("return [...document.querySelectorAll(arguments[0])].map((one) => one.dataset.number)"
                + ".join('|')", file(place, ".line")).asText();
    }

    private static String color(String selector) {
        return browser.run("return getComputedStyle(document.querySelector(arguments[0])).color", selector).asText();
    }
}
