package io.agentmesh.worker.extend;

import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/**
 * Creates the routes of a file, without starting them, in a temporary Camel context with the beans and properties of
 * the running one.
 */
final class RouteTrial {

    private final CamelContext running;

    RouteTrial(CamelContext running) {
        this.running = running;
    }

    /** @throws Exception where Camel rejects the file */
    void of(Resource resource) throws Exception {
        try (DefaultCamelContext trial = new DefaultCamelContext(new DefaultRegistry(running.getRegistry()))) {
            trial.setAutoStartup(false);
            trial.getPropertiesComponent().setInitialProperties(running.getPropertiesComponent().loadProperties());
            trial.getComponent("kamelet", KameletComponent.class)
                    .setLocation(running.getComponent("kamelet", KameletComponent.class).getLocation());
            trial.start();
            PluginHelper.getRoutesLoader(trial).loadRoutes(resource);
        }
    }
}
