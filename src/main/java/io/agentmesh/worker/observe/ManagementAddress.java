package io.agentmesh.worker.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Map;

import io.agentmesh.settings.HealthSettings;
import io.agentmesh.settings.value.SettingsException;

/** Where health checks and metrics are served, by Camel's management server; nowhere unless a port is set. */
public final class ManagementAddress {

    private final HealthSettings settings;

    public ManagementAddress(HealthSettings settings) {
        this.settings = settings;
    }

    /** Camel only warns of a port that is taken, and goes on without. @throws SettingsException where it can't be used */
    public void check() {
        if (settings.port() == null) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (UnknownHostException e) {
            throw new SettingsException("management_host: there is no address " + settings.host());
        } catch (IOException e) {
            throw new SettingsException("management_port: can't listen on " + settings.host() + ":" + settings.port()
                    + ": " + e.getMessage());
        }
    }

    /** Camel's properties for it. */
    public Map<String, String> properties() {
        return settings.port() == null ? Map.of() : Map.of(
                "camel.management.enabled", "true",
                "camel.management.host", settings.host(),
                "camel.management.port", settings.port().toString(),
                "camel.management.healthCheckEnabled", "true",
                "camel.management.metricsEnabled", "true",
                "camel.metrics.enabled", "true",
                // A second set of timers, for each endpoint beside each route.
                "camel.metrics.enableExchangeEventNotifier", "false",
                "camel.health.exposureLevel", "full",
                // What they say of a route or a file that can't be read is no matter of the worker's health.
                "camel.health.consumersEnabled", "false",
                "camel.health.routesEnabled", "false");
    }
}
