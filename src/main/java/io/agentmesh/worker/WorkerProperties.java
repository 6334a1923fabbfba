package io.agentmesh.worker;

import java.util.HashMap;
import java.util.Map;

import io.agentmesh.camel.extension.CamelUri;
import io.agentmesh.camel.RouteFiles;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.http.HostAlias;
import io.agentmesh.worker.observe.ManagementAddress;

/** Camel's properties of a worker: its settings, and values derived from them. They override the files. */
final class WorkerProperties {

    /** Connections to the server for calls without a slot: polls, cancels, registrations, the outbox. */
    private static final int EXTRA_CONNECTIONS = 20;

    private final WorkerSettings settings;

    WorkerProperties(WorkerSettings settings) {
        this.settings = settings;
    }

    /** Including those that depend on the worker's beans. */
    Map<String, String> of(WorkerBeans beans) {
        Map<String, String> properties = all();
        properties.putAll(beans.observation.properties());
        // For calls of an integrator's routes; those to the server have callLimit.
        properties.put("camel.component.http.httpClientConfigurer", "#bean:network");
        // With this property, Camel uses TLS for http:// addresses, too.
        if (beans.network.authorities().isPresent() && settings.serverUrl().startsWith("https:")) {
            properties.put("camel.component.http.sslContextParameters", "#bean:trust");
        }
        return properties;
    }

    Map<String, String> all() {
        Map<String, String> properties = new HashMap<>(settings.toProperties());
        properties.put("worker.call-url", HostAlias.inUrl(settings.serverUrl()));
        properties.put("camel.main.name", "agentmesh-worker");
        properties.put(WorkerSetting.STATE_DIR.property(), CamelUri.folder(settings.stateDir()));
        properties.put("worker.redis-routes", String.valueOf(settings.redisUrl() != null));
        if (settings.spoolsToRedis()) {
            properties.put("worker.spool-routes", "true");
            // A batch is stored by direct:spool-output first.
            properties.put("worker.output-route", "spool-output");
        }
        properties.putAll(new ManagementAddress(settings.health()).properties());
        properties.put("camel.component.kamelet.location", RouteFiles.kameletLocation(settings.routing().folder()));
        // For each slot: its output or claim, and the poll that follows; and other calls beside them.
        String connections = String.valueOf(2 * settings.maxConcurrent() + EXTRA_CONNECTIONS);
        properties.put("camel.component.http.connectionsPerRoute", connections);
        properties.put("camel.component.http.maxTotalConnections", connections);
        // The drain has waited for the tasks already.
        properties.put("camel.main.shutdownTimeout", "10");
        return properties;
    }
}
