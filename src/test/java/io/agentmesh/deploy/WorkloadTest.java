package io.agentmesh.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

import io.agentmesh.cli.CommandFlags;
import io.agentmesh.redis.QueueNames;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.support.DeclaredProperties;

/** What the manifests name, the program has: variables, flags, ports, folders. */
class WorkloadTest {

    private static final Duration OUTCOMES_ARE_SENT = Duration.ofSeconds(10);
    private static final int REDIS_PORT = 6379;

    private final Workload worker = Workload.worker();
    private final Workload server = Workload.server();
    private final DeclaredProperties declared = DeclaredProperties.of(Path.of("application.properties"));

    @Test
    void everyVariableOfAWorkerIsASetting() {
        List<String> known = Stream.of(WorkerSetting.values()).map(WorkerSetting::variable).toList();

        assertThat(Workload.changesOfWorker()).hasSize(2).allSatisfy(change ->
                assertThat(known).containsAll(change.variables().keySet()));
        assertThat(known).containsAll(worker.variables().keySet());
    }

    @Test
    void serverIsStartedWithCommandFlagsAndVariablesThatItHas() {
        List<String> arguments = server.container().getArgs();

        assertThat(arguments.get(0)).isEqualTo("serve");
        assertThat(arguments.stream().skip(1).map(argument -> argument.replaceFirst("=.*", "")))
                .isSubsetOf(CommandFlags.all().get("serve"));
        assertThat(server.variables()).containsOnlyKeys("A2A_REDIS_URL", "DATABASE_URL");
        assertThat(worker.container().getArgs()).containsExactly("worker");
        assertThat(CommandFlags.all()).containsKey("worker");
    }

    @Test
    void workerIsNamedAsItsPod() {
        assertThat(worker.container().getEnv()).filteredOn(variable -> variable.getName().equals("A2A_WORKER_NAME"))
                .singleElement().satisfies(variable -> assertThat(variable.getValueFrom().getFieldRef().getFieldPath())
                        .isEqualTo("metadata.name"));
    }

    @Test
    void portsAreThoseThatTheProgramListensOn() {
        assertThat(worker.variables()).containsEntry("A2A_MANAGEMENT_PORT", String.valueOf(worker.port()));
        assertThat(server.container().getArgs()).contains("--port=" + server.port());
        assertThat(server.port()).isEqualTo(Integer.parseInt(declared.value("server.port")));
    }

    @Test
    void addressesAreThoseOfTheServices() {
        Map<String, Integer> ports = Map.of("agentmesh-worker", worker.port(), "agentmesh-api", server.port(),
                "agentmesh-redis", REDIS_PORT);

        assertThat(Manifests.all(Service.class)).hasSize(3).allSatisfy(service -> {
            String name = service.getMetadata().getName();
            assertThat(service.getSpec().getSelector()).containsExactly(Map.entry("app", name));
            assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
                assertThat(port.getPort()).isEqualTo(ports.get(name));
                assertThat(pod(name).container().getPorts().get(0).getName()).isEqualTo(port.getTargetPort().getStrVal());
            });
        });
        assertThat(worker.variables()).containsEntry("A2A_SERVER_URL", "http://agentmesh-api:" + server.port());
    }

    @Test
    void networkPoliciesNamePodsAndPortsThatThereAre() {
        assertThat(Manifests.all(NetworkPolicy.class)).hasSize(5).allSatisfy(policy -> {
            String pod = policy.getSpec().getPodSelector().getMatchLabels().get("app");
            assertThat(policy.getSpec().getIngress()).flatMap(rule -> rule.getPorts())
                    .allSatisfy(port -> assertThat(port.getPort().getIntVal())
                            .isEqualTo(pod(pod).container().getPorts().get(0).getContainerPort()));
        });
    }

    @Test
    void podMayFinishWhatItRuns() {
        assertThat(worker.variable("A2A_DRAIN_TIMEOUT")).isGreaterThanOrEqualTo(worker.variable("A2A_TASK_TIMEOUT"));
        assertThat(Duration.ofSeconds(worker.pod().getTerminationGracePeriodSeconds()))
                .isGreaterThan(worker.variable("A2A_DRAIN_TIMEOUT").plus(OUTCOMES_ARE_SENT)
                        .plus(Duration.parse("PT" + declared.value("worker.kill-grace"))));
    }

    @Test
    void everyMountHasAVolume() {
        StatefulSet set = Manifests.all(StatefulSet.class).stream()
                .filter(one -> one.getMetadata().getName().equals(Workload.WORKER) && one.getSpec().getReplicas() != null)
                .findFirst().orElseThrow();
        List<String> volumes = Stream.concat(worker.pod().getVolumes().stream().map(volume -> volume.getName()),
                set.getSpec().getVolumeClaimTemplates().stream().map(claim -> claim.getMetadata().getName())).toList();

        assertThat(worker.container().getVolumeMounts()).extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(server.container().getVolumeMounts()).extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(server.pod().getVolumes().stream().map(volume -> volume.getName()).toList());
        assertThat(worker.container().getVolumeMounts()).extracting(VolumeMount::getMountPath)
                .contains(worker.variables().get("A2A_ALLOWED_ROOTS"),
                        Path.of(worker.variables().get("A2A_AUTH_TOKEN_FILE")).getParent().toString());
    }

    /** Each mount of a user's image is a folder that this image has made for its user. */
    @Test
    void usersAndFoldersAreThoseOfTheImage() {
        Dockerfile image = Dockerfile.read();

        assertThat(List.of(worker, server)).allSatisfy(workload -> assertThat(
                workload.pod().getSecurityContext().getRunAsUser() + ":" + workload.pod().getSecurityContext().getRunAsGroup())
                .isEqualTo(image.lastArguments("USER")));
        assertThat(worker.container().getVolumeMounts()).extracting(VolumeMount::getMountPath)
                .containsAll(image.volumes());
        assertThat(server.container().getVolumeMounts()).extracting(VolumeMount::getMountPath)
                .contains(image.variables().get("HOME"));
    }

    @Test
    void scalerReadsTheStreamOfACodebaseAndScalesTheWorker() {
        Keda.ScaledObject scaler = Manifests.all(Keda.ScaledObject.class).get(0);
        Keda.TriggerAuthentication login = Manifests.all(Keda.TriggerAuthentication.class).get(0);

        assertThat(scaler.spec().scaleTargetRef().name()).isEqualTo(Workload.WORKER);
        assertThat(scaler.spec().triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.type()).isEqualTo("redis-streams");
            assertThat(trigger.metadata()).containsOnlyKeys("address", "stream", "streamLength")
                    .containsEntry("stream", QueueNames.stream("CODEBASE_ID"));
            assertThat(trigger.metadata().get("address")).startsWith("agentmesh-redis.").endsWith(":" + REDIS_PORT);
            assertThat(trigger.authenticationRef().name()).isEqualTo(login.metadata().getName());
        });
    }

    @Test
    void monitorAsksTheWorkersManagementPort() {
        ServiceMonitor monitor = Manifests.all(ServiceMonitor.class).get(0);

        assertThat(monitor.getSpec().getSelector().getMatchLabels()).containsExactly(Map.entry("app", Workload.WORKER));
        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint ->
                assertThat(endpoint.getPort()).isEqualTo(worker.container().getPorts().get(0).getName()));
    }

    private static Workload pod(String app) {
        return Map.of("agentmesh-worker", Workload.worker(), "agentmesh-api", Workload.server(), "agentmesh-redis",
                Workload.redis()).get(app);
    }
}
