package io.agentmesh.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import io.agentmesh.camel.CamelApp;
import io.agentmesh.camel.PropertyValues;
import io.agentmesh.camel.RouteFiles;
import io.agentmesh.camel.RouteGuard;
import io.agentmesh.camel.RouteSource;
import io.agentmesh.camel.overlay.OverlaySql;
import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.host.SystemCharset;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.task.text.Count;
import io.agentmesh.worker.extend.RouteReload;
import io.agentmesh.worker.lifecycle.ServiceWatch;
import io.agentmesh.worker.lifecycle.StateFolder;
import io.agentmesh.worker.lifecycle.WorkerExit;
import io.agentmesh.worker.observe.JsonLine;
import io.agentmesh.worker.observe.LogLevels;
import io.agentmesh.worker.observe.ManagementAddress;
import io.agentmesh.worker.observe.MaskedLayout;
import io.agentmesh.worker.slot.HeapSize;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker: the routes of {@code routes/worker} with a state folder. */
public final class WorkerApp {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerApp.class);

    /** Properties whose value names a {@code direct:}. */
    private static final List<String> NAMING_ROUTES = List.of("worker.agent-route", "worker.output-route",
            "worker.hook-accept", "worker.hook-before-run", "worker.hook-after-run", "worker.hook-on-outcome",
            "worker.hook-on-failure");

    private final WorkerSettings settings;
    private final Path propertiesFile;
    private final HostEnvironment host;
    private final WorkerProperties properties;

    /** @param propertiesFile overrides the built-in {@code application.properties}; may be null */
    public WorkerApp(WorkerSettings settings, Path propertiesFile, HostEnvironment host) {
        this.settings = settings;
        this.propertiesFile = propertiesFile;
        this.host = host;
        this.properties = new WorkerProperties(settings);
    }

    /** Runs until a signal, drains, and returns the exit code. */
    public int run() throws Exception {
        StopRequests requests = StopRequests.listen();
        RunningWorker worker = start(failure -> requests.stop(failure.getMessage()));
        requests.watch(worker);
        String failure;
        boolean finished;
        try (ServiceWatch service = ServiceWatch.of(host.variables(), worker.health())) {
            service.start();
            failure = requests.await();
            service.stopping(worker.maxStopTime());
            finished = worker.stop(requests::isUrgent);
        }
        LOG.info("the worker has stopped; {}", finished ? "what ran has finished" : "what took too long was ended");
        if (failure != null) {
            throw new SettingsException(failure);
        }
        return finished ? WorkerExit.FINISHED : WorkerExit.ENDED_TASKS;
    }

    /**
     * Reconciles the state of the previous process and starts. The routes have started when this returns; the
     * registration continues in the background.
     *
     * @param agentMissing receives the reason where there is no OpenCode; no task is claimed then
     */
    public RunningWorker start(Consumer<SettingsException> agentMissing) throws Exception {
        new ManagementAddress(settings.health()).check();
        SystemCharset charset = SystemCharset.of(host.variables());
        if (!charset.isUtf8()) {
            LOG.warn("folders whose names go beyond ASCII can't be served: {}", charset.advice());
        }
        List<RouteSource> routes = RouteFiles.routes("routes/worker", settings.routing().folder());
        RouteGuard guard = guard(routes);
        guard.check(NAMING_ROUTES);
        StateFolder state = StateFolder.open(settings.stateDir(), settings.workerName());
        Main[] main = new Main[1];
        WorkerBeans beans = new WorkerBeans(settings, host, () -> template(main[0]));
        if (LoggerFactory.getILoggerFactory() instanceof Context logging) {
            MaskedLayout.install(logging, beans.mask);
            logging.putProperty("worker", settings.workerId());
            if (settings.telemetry().logsJson()) {
                MaskedLayout.writeJson(logging, new JsonLine(settings.workerId()));
            }
        }
        try {
            findAgent(beans, agentMissing);
            beans.mirror.compare();
            beans.recovery.reconcile();
            beans.pruning.prune();
            beans.workspaces.prune();
            main[0] = CamelApp.create(propertiesFile, routes.stream().map(RouteSource::uri).toList(), properties.of(beans),
                    new RouteBeans(beans).all());
            OverlaySql.install(main[0], settings.routing().folder());
            start(main[0], guard);
            if (settings.routing().dev()) {
                new RouteReload(settings.routing().folder(), beans.slots, this::guard, NAMING_ROUTES)
                        .watch(main[0].getCamelContext());
            }
            if (settings.health().port() != null && settings.health().token() != null) {
                openLogLevels(main[0].getCamelContext(), settings.health().token());
            }
        } catch (Exception e) {
            state.close();
            throw e;
        }
        LOG.info("worker {} works for {} with {}", settings.workerId(), settings.serverUrl(),
                Count.of(settings.codebases().size(), "codebase"));
        HeapSize.problem(settings.maxConcurrent(), Runtime.getRuntime().maxMemory()).ifPresent(LOG::warn);
        beans.folderLocks.prepare();
        return new RunningWorker(main[0], beans, state, settings.drainTimeout(), settings.killGrace());
    }

    private RouteGuard guard(List<RouteSource> routes) {
        return new RouteGuard(routes, RouteFiles.kamelets(settings.routing().folder()),
                new PropertyValues(propertiesFile, properties.all())::of);
    }

    private static void start(Main main, RouteGuard guard) throws Exception {
        try {
            main.start();
        } catch (Exception e) {
            Optional<SettingsException> inRoutes = guard.explain(e);
            throw inRoutes.isPresent() ? inRoutes.get() : e;
        }
    }

    private void findAgent(WorkerBeans beans, Consumer<SettingsException> agentMissing) {
        if (settings.routing().usesOpenCode()) {
            HostEnvironment.requireHome(host.home(), "OpenCode's folder", "an agent_route of one's own");
            beans.agent.find(settings.opencodeBin(), new OpenCodeLocator(host.variables().get("PATH"), host.home()),
                    beans.environment, beans.scratch(), agentMissing);
        } else {
            beans.agent.isNotNeeded();
        }
    }

    private static void openLogLevels(CamelContext camel, String token) {
        ManagementHttpServer server = camel.hasService(ManagementHttpServer.class);
        if (server != null && LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            new LogLevels(logging, token).listen(server);
        }
    }

    private static ProducerTemplate template(Main main) {
        try {
            return main.getCamelTemplate();
        } catch (Exception e) {
            throw new IllegalStateException("Camel isn't ready: " + e.getMessage(), e);
        }
    }
}
