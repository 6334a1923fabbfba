package io.agentmesh.worker.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Map;

import io.agentmesh.settings.HealthSettings;
import io.agentmesh.settings.value.SettingsException;

/** Address of health checks and metrics, served by Camel's management server; none unless a port is set. */
public final class ManagementAddress {

    private final HealthSettings settings;

    public ManagementAddress(HealthSettings settings) {
        this.settings = settings;
    }

    /** Camel only warns of a port in use and goes on. @throws SettingsException where it can't be used */
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
                // Otherwise there are timers for endpoints in addition to those for routes.
                "camel.metrics.enableExchangeEventNotifier", "false",
                "camel.health.exposureLevel", "full",
                // Camel's checks of routes and files don't concern the worker's health.
                "camel.health.consumersEnabled", "false",
                "camel.health.routesEnabled", "false");
    }
}
