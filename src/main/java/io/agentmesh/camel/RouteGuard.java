package io.agentmesh.camel;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.agentmesh.settings.value.SettingsException;

/** Stops a start whose files of routes can't work, with a few lines that say where and what was expected. */
public final class RouteGuard {

    private static final int MAX = 5;

    private final List<RouteSource> sources;
    private final UnaryOperator<String> properties;

    /**
     * @param routes     what is loaded
     * @param kamelets   what those may use
     * @param properties the value of a property, or null
     */
    public RouteGuard(List<RouteSource> routes, List<RouteSource> kamelets, UnaryOperator<String> properties) {
        this.sources = Stream.concat(routes.stream(), kamelets.stream()).toList();
        this.properties = properties;
    }

    /**
     * Before the start.
     *
     * @param naming properties whose value is the name of a {@code direct:}
     * @throws SettingsException with a line or two for each fault, the first few
     */
    public void check(List<String> naming) {
        List<String> faults = new RouteCheck(sources, properties).faults(naming);
        if (!faults.isEmpty()) {
            String more = faults.size() > MAX ? "\n… and " + (faults.size() - MAX) + " more" : "";
            throw new SettingsException(String.join("\n", faults.subList(0, Math.min(MAX, faults.size()))) + more);
        }
    }

    /** @return a failure to start, in words for a person where a file of the integrator's is to blame */
    public Optional<SettingsException> explain(Throwable failure) {
        return new RouteDiagnosis(sources).explain(failure).map(SettingsException::new);
    }
}
