package io.agentmesh.worker.extend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.camel.RouteFiles;
import io.agentmesh.camel.RouteGuard;
import io.agentmesh.camel.RouteSource;
import io.agentmesh.camel.overlay.OverlayFiles;
import io.agentmesh.camel.overlay.OverlaySql;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.worker.slot.Slots;

/**
 * Reloads changed route files while the worker runs ({@code --dev}). No task may run meanwhile, as it would be cut off:
 * from the change on none is claimed, and running ones may finish first. An invalid file is reported, and the routes
 * stay unchanged.
 */
public final class RouteReload {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final Path folder;
    private final Slots slots;
    private final Function<List<RouteSource>, RouteGuard> guards;
    private final List<String> naming;
    private final Map<String, String> loaded = new HashMap<>();
    private final Map<String, String> rejected = new HashMap<>();

    /**
     * @param folder of the integrator
     * @param guards create a check of the files to load
     * @param naming properties whose value names a {@code direct:}
     */
    public RouteReload(Path folder, Slots slots, Function<List<RouteSource>, RouteGuard> guards, List<String> naming) {
        this.folder = folder;
        this.slots = slots;
        this.guards = guards;
        this.naming = naming;
        Stream.concat(sources().stream(), RouteFiles.sql(folder).stream())
                .forEach(source -> loaded.put(source.file(), source.text()));
    }

    private List<RouteSource> sources() {
        return RouteFiles.routes("routes/worker", folder);
    }

    /** Watches the folder, and its present subfolders, until Camel stops. */
    public void watch(CamelContext camel) throws Exception {
        // One watcher each: a recursive one would end with the first removed folder.
        for (Path watched : OverlayFiles.folders(folder)) {
            EditedFiles.watch(camel, watched, RouteFiles::isRoutes, file -> changed(camel, file, false));
        }
        Path sql = folder.resolve(OverlayFiles.SQL);
        if (Files.isDirectory(sql)) {
            EditedFiles.watch(camel, sql, name -> OverlayFiles.isSource(name, OverlayFiles.SQL_SUFFIX),
                    file -> changedSql(camel, file));
        }
        LOG.info("changed routes in {} are reloaded", folder);
    }

    /** Camel reads SQL when it creates a route, so this reloads the integrator's routes that call the file. */
    private synchronized void changedSql(CamelContext camel, Path path) {
        RouteSource sql = RouteFiles.sql(path.getFileName().toString());
        try {
            String text = EditedFiles.stableContent(path);
            if (text != null && !text.equals(loaded.put(sql.file(), text))) {
                sources().stream().filter(source -> source.own() != null
                        && OverlaySql.called(source.text()).anyMatch(sql.name()::equals))
                        .forEach(source -> changed(camel, source.own(), true));
            }
        } catch (SettingsException e) {
            reject(sql.file(), "", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param anew also where the content is unchanged */
    private synchronized void changed(CamelContext camel, Path path, boolean anew) {
        String file = path.getFileName().toString();
        try {
            String text = EditedFiles.stableContent(path);
            boolean isDue = text != null && (anew || isNew(file, text));
            while (isDue) {
                if (!isValid(camel, path, text) || !idle(camel, file)) {
                    return;
                }
                String now = EditedFiles.stableContent(path);
                if (text.equals(now)) {
                    replace(camel, path, text);
                }
                text = now;
                isDue = text != null && isNew(file, text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            slots.resume();
        }
    }

    /** Editors often report one write more than once. */
    private boolean isNew(String file, String text) {
        return !text.equals(loaded.get(file)) && !text.equals(rejected.get(file));
    }

    private boolean isValid(CamelContext camel, Path path, String text) {
        String file = path.getFileName().toString();
        try {
            RouteGuard guard = guards.apply(sources());
            guard.check(naming);
            if (text.lines().anyMatch(line -> line.matches("- *(beans|routeConfiguration|rest):.*"))) {
                LOG.info("{} has changed: beans and error handling are reloaded at the next start", file);
                loaded.put(file, text);
                return false;
            }
            test(camel, guard, file, resource(path, text));
            return true;
        } catch (SettingsException e) {
            reject(file, text, e.getMessage());
            return false;
        }
    }

    private static void test(CamelContext camel, RouteGuard guard, String file, Resource resource) {
        try {
            new RouteTrial(camel).of(resource);
        } catch (Exception e) {
            throw guard.explain(e).orElseGet(() -> new SettingsException(file + ": " + e.getMessage()));
        }
    }

    private void reject(String file, String text, String problem) {
        rejected.put(file, text);
        LOG.warn("rejected {}; routes unchanged", file);
        problem.lines().forEach(line -> LOG.warn("{}", line));
    }

    /** @return false where the worker stops */
    private boolean idle(CamelContext camel, String file) throws InterruptedException {
        slots.hold();
        if (!slots.tasks().isEmpty()) {
            LOG.info("{} has changed: it is reloaded once these tasks have ended, and no other is started before: {}", file,
                    String.join(", ", slots.tasks()));
        }
        while (!slots.awaitEmpty(POLL_INTERVAL)) {
            if (!camel.isStarted()) {
                return false;
            }
        }
        return camel.isStarted();
    }

    private void replace(CamelContext camel, Path path, String text) {
        String file = path.getFileName().toString();
        try {
            PluginHelper.getRoutesLoader(camel).updateRoutes(resource(path, text));
            loaded.put(file, text);
            rejected.remove(file);
            LOG.info("reloaded {}", file);
        } catch (Exception e) {
            reject(file, text, e.getMessage());
            restore(camel, path, file);
        }
    }

    private void restore(CamelContext camel, Path path, String file) {
        try {
            if (loaded.containsKey(file)) {
                PluginHelper.getRoutesLoader(camel).updateRoutes(resource(path, loaded.get(file)));
            }
        } catch (Exception e) {
            LOG.warn("{} can't be put back: the worker must be started again: {}", file, e.getMessage());
        }
    }

    private static Resource resource(Path path, String text) {
        return ResourceHelper.fromString(path.toString(), text);
    }
}
