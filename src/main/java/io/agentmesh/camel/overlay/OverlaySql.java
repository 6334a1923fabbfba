package io.agentmesh.camel.overlay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.impl.engine.DefaultResourceResolvers.ClasspathResolver;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

import io.agentmesh.settings.value.NearestName;
import io.agentmesh.settings.value.SettingsException;

/**
 * Resolves {@code classpath:sql/NAME.sql} to {@code sql/NAME.sql} in the integrator's folder where it exists. Routes
 * name their SQL the same way, whether it is replaced or not.
 */
public final class OverlaySql extends ClasspathResolver {

    /** The name of Camel's bean for {@code classpath:}. */
    private static final String BEAN = "resource-loader-classpath";
    private static final String FOLDER = OverlayFiles.SQL + "/";
    private static final Pattern CALL = Pattern.compile("classpath:" + FOLDER + "([\\w.-]+\\.sql)");

    private final Path folder;

    private OverlaySql(Path overlay) {
        folder = overlay.toAbsolutePath().normalize();
    }

    /** @param overlay the integrator's folder, or null: then nothing changes */
    public static void install(Main main, Path overlay) {
        if (overlay != null) {
            main.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeInitialize(BaseMainSupport starting) {
                    OverlaySql resolver = new OverlaySql(overlay);
                    resolver.setCamelContext(starting.getCamelContext());
                    starting.getCamelContext().getRegistry().bind(BEAN, resolver);
                }
            });
        }
    }

    /** The SQL files that routes call. @param routes their YAML */
    public static Stream<String> called(String routes) {
        return CALL.matcher(routes).results().map(match -> match.group(1));
    }

    /**
     * Checks the integrator's SQL before the start.
     *
     * @param overlay the integrator's folder, or null
     * @param routes  the YAML of all loaded routes and kamelets
     * @throws SettingsException for a file that no route calls, or with a placeholder, which Camel wouldn't resolve
     */
    public static void check(Path overlay, Supplier<Stream<String>> routes) {
        List<Path> own = overlay == null ? List.of() : OverlayFiles.sql(overlay);
        Set<String> called = own.isEmpty() ? Set.of()
                : routes.get().flatMap(OverlaySql::called).collect(Collectors.toCollection(TreeSet::new));
        for (Path file : own) {
            String name = file.getFileName().toString();
            if (!called.contains(name)) {
                throw new SettingsException("routes: " + file + " is called by no route" + NearestName.hint(name, called));
            }
            if (new String(read(file), StandardCharsets.UTF_8).contains("{{")) {
                throw new SettingsException("routes: " + file + ": found {{, which is not filled in SQL; expected: "
                        + ":#${properties:NAME}");
            }
        }
    }

    @Override
    public Resource createResource(String location, String remaining) {
        Path own = folder.resolve(remaining);
        return remaining.startsWith(FOLDER) && Files.isRegularFile(own) ? ResourceHelper.fromBytes(location, read(own))
                : super.createResource(location, remaining);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
