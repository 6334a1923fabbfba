package io.agentmesh.worker;

import java.util.HashMap;
import java.util.Map;

import io.agentmesh.camel.CamelUri;
import io.agentmesh.camel.RouteFiles;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.http.HostAlias;
import io.agentmesh.worker.observe.ManagementAddress;

/** Camel's properties of a worker: what its settings come to, and what goes with them. They win over the files. */
final class WorkerProperties {

    /** Connections to the server that calls of no slot may hold: polls, cancels, registrations, the outbox. */
    private static final int BESIDE_SLOTS = 20;

    private final WorkerSettings settings;

    WorkerProperties(WorkerSettings settings) {
        this.settings = settings;
    }

    /** With those that only the worker's beans know. */
    Map<String, String> of(WorkerBeans beans) {
        Map<String, String> properties = all();
        properties.putAll(beans.observation.properties());
        // Of calls that routes of one's own make; those to the server have it by callLimit.
        properties.put("camel.component.http.httpClientConfigurer", "#bean:network");
        // Where it has these, Camel calls http:// addresses by TLS, too.
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
            // A batch then goes to direct:spool-output first.
            properties.put("worker.output-route", "spool-output");
        }
        properties.putAll(new ManagementAddress(settings.health()).properties());
        properties.put("camel.component.kamelet.location", RouteFiles.kameletLocation(settings.routing().folder()));
        // For each slot its output, or its claim, and the poll that follows; and what goes on beside them.
        String connections = String.valueOf(2 * settings.maxConcurrent() + BESIDE_SLOTS);
        properties.put("camel.component.http.connectionsPerRoute", connections);
        properties.put("camel.component.http.maxTotalConnections", connections);
        // The drain has waited for the tasks already.
        properties.put("camel.main.shutdownTimeout", "10");
        return properties;
    }
}
