package io.agentmesh.camel;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.agentmesh.settings.value.SettingsException;

/** Stops a start with invalid route files, with a few lines that name the place and what was expected. */
public final class RouteGuard {

    private static final int MAX = 5;

    private final List<RouteSource> sources;
    private final UnaryOperator<String> properties;

    /**
     * @param routes     the loaded files
     * @param kamelets   available to them
     * @param properties the value of a property, or null
     */
    public RouteGuard(List<RouteSource> routes, List<RouteSource> kamelets, UnaryOperator<String> properties) {
        this.sources = Stream.concat(routes.stream(), kamelets.stream()).toList();
        this.properties = properties;
    }

    /**
     * Checks before the start.
     *
     * @param naming properties whose value names a {@code direct:}
     * @throws SettingsException with a line or two for each of the first errors
     */
    public void check(List<String> naming) {
        List<String> faults = new RouteCheck(sources, properties).faults(naming);
        if (!faults.isEmpty()) {
            String more = faults.size() > MAX ? "\n… and " + (faults.size() - MAX) + " more" : "";
            throw new SettingsException(String.join("\n", faults.subList(0, Math.min(MAX, faults.size()))) + more);
        }
    }

    /** @return a failed start, explained for people where a file of the integrator is at fault */
    public Optional<SettingsException> explain(Throwable failure) {
        return new RouteDiagnosis(sources).explain(failure).map(SettingsException::new);
    }
}
