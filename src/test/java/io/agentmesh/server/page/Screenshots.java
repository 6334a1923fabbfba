package io.agentmesh.server.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ChangedFiles;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.support.browser.Browser;

/**
 * Makes the pictures of {@code docs/images} anew, by {@code mvn -q test -Dtest=Screenshots}. Not part of the build: a
 * picture differs with every font.
 */
class Screenshots {

    private static final Path IMAGES = Path.of("docs", "images");

    private static final String DIFF = """
            diff --git a/src/main/java/shop/Discount.java b/src/main/java/shop/Discount.java
            --- a/src/main/java/shop/Discount.java
            +++ b/src/main/java/shop/Discount.java
            @@ -20,5 +20,6 @@ final class Discount {
                 /** What is left to pay, in cents. */
                 long of(Cart cart) {
            -        return cart.total() * (100 - percent) / 100;
            +        long rebate = cart.total() * percent / 100;
            +        return cart.total() - Math.min(rebate, MAX_REBATE);
                 }
             }
            """;

    private LiveServer server;
    private Browser browser;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = new LiveServer(folder, "server.worker-timeout=1s");
        browser = new Browser(folder);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    @Test
    void takeAll() throws IOException {
        SimulatedWorker gone = new SimulatedWorker(server.url(), "attic", "attic");
        gone.registerCodebase("archive", "/srv/archive");
        SimulatedWorker worker = new SimulatedWorker(server.url(), "build-1", "build-1");
        SimulatedWorker other = new SimulatedWorker(server.url(), "build-2", "build-2");
        String shop = worker.registerCodebase("shop", "/srv/shop");
        String site = worker.registerCodebase("website", "/srv/website");
        String billing = other.registerCodebase("billing", "/srv/billing");
        done(worker, shop, "Upgrade the payment client to version 3", "Done: pom.xml names 3.2.0, and two calls were renamed.");
        done(other, billing, "Explain why invoices are rounded twice", "They are rounded in Invoice.total() and again in PdfView.");
        failed(worker, site, "Add a dark mode", "The model's key is missing: set ANTHROPIC_API_KEY for the worker.");
        String changed = worker.submit(shop, "Write tests for the discount rules", "One test a rule.");
        worker.claim(changed);
        worker.complete(changed, "Two tests, and a rule that they found wrong.", new ChangedFiles(DIFF)
                .with("commits", List.of(Map.of("id", "fedcba9876543210fedc", "title", "Cap the rebate of a cart")))
                .file("src/main/java/shop/Discount.java", "modified", 2, 1)
                .file("src/test/java/shop/DiscountTest.java", "added", 31, 0).outcome());
        String cancelled = worker.submit(site, "Rename the blog to journal", "Rename it everywhere.");
        worker.claim(cancelled);
        worker.cancelled(cancelled);
        done(other, billing, "Find the slow query on the overview", "An index on invoices(customer_id) was missing; I added migration V42.");
        String running = worker.submit(shop, "Make the cart survive a login", """
                When a guest puts something into the cart and then logs in, the cart is empty. \
                Merge the guest's cart into the user's instead. Add a test that shows it.""");
        worker.claim(running);
        worker.print(running, """
                I'll look at how the cart is kept.
                $ rg -n "CartSession" src
                src/main/java/shop/CartSession.java:14: final class CartSession {
                src/main/java/shop/LoginHandler.java:38:     session.invalidate();
                The session is replaced at login, and the cart goes with it.
                [read] src/main/java/shop/LoginHandler.java
                [edit] src/main/java/shop/LoginHandler.java (+9 -1)
                [write] src/test/java/shop/CartMergeTest.java
                $ mvn -q test -Dtest=CartMergeTest
                Tests run: 4, Failures: 0
                Now the whole suite, to be sure.
                $ mvn -q test
                """);
        worker.submit(shop, "Document the order states", "Write docs/orders.md.");
        worker.submit(site, "Compress the images on the front page", "Use AVIF with a JPEG fallback.");

        browser.resize(1440, 860);
        shoot("page-light.png", "light", running, worker, other);
        shoot("page-dark.png", "dark", running, worker, other);
        shootChanges(changed, worker, other);
        browser.resize(390, 844);
        shoot("page-phone.png", "light", null, worker, other);
        shoot("page-phone-task.png", "dark", running, worker, other);
    }

    private void shoot(String name, String colors, String task, SimulatedWorker... alive) throws IOException {
        browser.preferColors(colors);
        browser.open(URI.create("about:blank"));
        browser.open(server.url().resolve(task == null ? "/" : "/#/tasks/" + task));
        await(task == null ? "#tasks li" : ".output", alive);
        awaitWorkers(alive);
        Awaitility.await().atMost(Duration.ofSeconds(20))
                .until(() -> task == null || browser.text(".output").contains("mvn"));
        browser.screenshot(IMAGES.resolve(name));
    }

    private void shootChanges(String task, SimulatedWorker... alive) throws IOException {
        browser.preferColors("light");
        browser.open(URI.create("about:blank"));
        browser.open(server.url().resolve("/#/tasks/" + task));
        browser.click(".files .file:first-of-type summary");
        browser.text(".diff .token-keyword");
        awaitWorkers(alive);
        browser.screenshot(IMAGES.resolve("page-changes.png"));
    }

    private void awaitWorkers(SimulatedWorker... alive) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            beat(alive);
            return browser.run("return [...document.querySelectorAll('.worker-rows .state')].map(e => e.textContent).join()")
                    .asText().equals("active,active,offline");
        });
    }

    private void await(String selector, SimulatedWorker... alive) {
        beat(alive);
        browser.text(selector);
    }

    private static void beat(SimulatedWorker... alive) {
        for (SimulatedWorker worker : alive) {
            worker.beat();
        }
    }

    private static void done(SimulatedWorker worker, String codebase, String title, String result) {
        String task = worker.submit(codebase, title, title + ".");
        worker.claim(task);
        worker.print(task, result);
        worker.complete(task, result);
    }

    private static void failed(SimulatedWorker worker, String codebase, String title, String error) {
        String task = worker.submit(codebase, title, title + ".");
        worker.claim(task);
        worker.fail(task, error);
    }
}
