package io.agentmesh.worker.extend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.camel.CamelContext;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;

/** Files that are edited while the worker runs. */
final class EditedFiles {

    private static final long WATCH_MILLIS = 300;
    private static final long POLL_MILLIS = 200;

    private EditedFiles() {
    }

    /** Watches a folder until Camel stops. @param isOurs tests the name of a file */
    static void watch(CamelContext camel, Path folder, Predicate<String> isOurs, Consumer<Path> changed) throws Exception {
        FileWatcherResourceReloadStrategy watcher = new FileWatcherResourceReloadStrategy(folder.toString(), false);
        watcher.setPollTimeout(WATCH_MILLIS);
        watcher.setFileFilter(file -> isOurs.test(file.getName()));
        watcher.setResourceReload((name, resource) -> changed.accept(Path.of(name)));
        camel.addService(watcher);
    }

    /** The content once it is stable; null where the file is gone, or empty as before a write. */
    static String stableContent(Path file) throws InterruptedException {
        String text = read(file);
        String before;
        do {
            before = text;
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            text = read(file);
        } while (!Objects.equals(before, text));
        return text;
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file);
            return text.isBlank() ? null : text;
        } catch (IOException e) {
            return null;
        }
    }
}
