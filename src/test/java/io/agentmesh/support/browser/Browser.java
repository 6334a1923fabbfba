package io.agentmesh.support.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.Needed;
import io.agentmesh.support.Tool;

/**
 * One tab of a fresh headless Chromium; a test that needs one is skipped where the machine has none. Elements are named by CSS selectors; one that isn't there is an error.
 */
public final class Browser implements AutoCloseable {

    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final int SECONDS_TO_FIND = 30;
    private static final int MOST_TRIES = 20;

    private final ChromeDriver driver;
    private final JsonCalls calls;
    private final String session;

    /** @param folder where the browser keeps its profile */
    public Browser(Path folder) throws IOException {
        Path program = Needed.tool(Tool.CHROMIUM);
        driver = ChromeDriver.start(Needed.tool(Tool.CHROMEDRIVER), folder);
        calls = new JsonCalls(driver.url());
        try {
            JsonNode answer = calls.post("/session", Map.of("capabilities", Map.of("alwaysMatch", Map.of(
                    "goog:loggingPrefs", Map.of("browser", "ALL"),
                    "timeouts", Map.of("implicit", SECONDS_TO_FIND * 1000),
                    "goog:chromeOptions", Map.of("binary", program.toString(), "args", flags(folder))))));
            session = "/session/" + answer.at("/value/sessionId").asText();
        } catch (RuntimeException | AssertionError e) {
            driver.close();
            throw e;
        }
    }

    private static List<String> flags(Path folder) {
        List<String> flags = new ArrayList<>(List.of("--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--user-data-dir=" + folder.resolve("profile")));
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium's sandbox refuses to run as root, as in a container.
            flags.add("--no-sandbox");
        }
        return flags;
    }

    public void open(URI address) {
        open(address.toString());
    }

    /** What a person may write into the address bar, which needn't be a URI. */
    public void open(String address) {
        calls.post(session + "/url", Map.of("url", address));
    }

    /** The page in a window of this size, as a phone would show it where it is small. */
    public void resize(int width, int height) {
        devTools("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** @param scheme {@code light} or {@code dark} */
    public void preferColors(String scheme) {
        devTools("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    public void click(String selector) {
        onElement(selector, element -> calls.post(element + "/click", Map.of()));
    }

    public void type(String selector, String text) {
        onElement(selector, element -> calls.post(element + "/value", Map.of("text", text)));
    }

    /** Presses keys wherever the focus is; see {@link Key}. */
    public void press(String... keys) {
        List<Map<String, String>> actions = new ArrayList<>();
        for (String key : keys) {
            key.codePoints().mapToObj(Character::toString).forEach(one -> {
                actions.add(Map.of("type", "keyDown", "value", one));
                actions.add(Map.of("type", "keyUp", "value", one));
            });
        }
        calls.post(session + "/actions",
                Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", actions))));
    }

    /** What a person sees of it: nothing where it is hidden. */
    public String text(String selector) {
        return onElement(selector, element -> calls.get(element + "/text")).path("value").asText();
    }

    public boolean isShown(String selector) {
        return onElement(selector, element -> calls.get(element + "/displayed")).path("value").asBoolean();
    }

    /** The value that a script in the page returns. */
    public JsonNode run(String script, Object... arguments) {
        return calls.post(session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)))
                .path("value");
    }

    /** What the page and the browser complained about since the last time, such as a blocked script. */
    public List<String> complaints() {
        JsonNode entries = calls.post(session + "/se/log", Map.of("type", "browser")).path("value");
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> List.of("WARNING", "SEVERE").contains(entry.path("level").asText()))
                .map(entry -> entry.path("message").asText()).toList();
    }

    public void screenshot(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(calls.get(session + "/screenshot").path("value").asText()));
    }

    /** Again where the page has put another element in its place since it was found. */
    private JsonNode onElement(String selector, Function<String, JsonNode> call) {
        for (int tries = 1; tries < MOST_TRIES; tries++) {
            try {
                return call.apply(element(selector));
            } catch (AssertionError e) {
                if (!String.valueOf(e.getMessage()).contains("stale element reference")) {
                    throw e;
                }
            }
        }
        return call.apply(element(selector));
    }

    private String element(String selector) {
        JsonNode found = calls.post(session + "/element", Map.of("using", "css selector", "value", selector));
        return session + "/element/" + found.path("value").path(ELEMENT).asText();
    }

    private void devTools(String command, Map<String, ?> parameters) {
        calls.post(session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    @Override
    public void close() {
        try {
            calls.delete(session);
        } finally {
            driver.close();
        }
    }
}
