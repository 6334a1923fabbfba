package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.support.browser.Browser;

/** The page in a real browser, with a scripted worker. */
abstract class PageScene {

    static OpenPage page;
    static Browser browser;

    SimulatedWorker worker;
    String codebase;

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

    /** The selector of a button of the task, by its place among them. */
    static String button(String name) {
        List<String> names = List.of("Follow up", "Retry", "Cancel");
        return "#task .actions button:nth-of-type(" + (names.indexOf(name) + 1) + ")";
    }
}
