package io.agentmesh.support.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Debian's {@code chromedriver} on a port of its own choice. */
final class ChromeDriver implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    /** It asks for one free port by IPv4 and by IPv6; where another program takes the second first, it gives up. */
    private static final int TRIES = 5;

    private final Process process;
    private final int port;

    private ChromeDriver(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @throws AssertionError where the driver never starts */
    static ChromeDriver start(Path driver, Path folder) throws IOException {
        List<String> said = new ArrayList<>();
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<ChromeDriver> started = tryToStart(driver, folder, said);
            if (started.isPresent()) {
                return started.get();
            }
        }
        throw new AssertionError("chromedriver ended " + TRIES + " times: " + String.join("\n", said));
    }

    private static Optional<ChromeDriver> tryToStart(Path driver, Path folder, List<String> said)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(driver.toString(), "--port=0").redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                drain(output);
                return Optional.of(new ChromeDriver(process, Integer.parseInt(started.group(1))));
            }
        }
        process.destroy();
        return Optional.empty();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Ends it, and each browser that it has left. */
    @Override
    public void close() {
        Stream<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()));
        family.toList().forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A pipe that nobody reads would stop it. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> { }), "chromedriver output");
        reader.setDaemon(true);
        reader.start();
    }
}
