package io.agentmesh.deploy;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** What the manifests make of the worker and of the server: a pod with one container. */
record Workload(PodSpec pod) {

    static final String WORKER = "agentmesh-worker";

    /** The worker of the base. */
    static Workload worker() {
        return new Workload(workers().filter(set -> set.getSpec().getReplicas() != null).findFirst().orElseThrow()
                .getSpec().getTemplate().getSpec());
    }

    /** The same with the change that each of the components makes, which is a part of the pod. */
    static List<Workload> changesOfWorker() {
        return workers().filter(set -> set.getSpec().getReplicas() == null)
                .map(set -> new Workload(set.getSpec().getTemplate().getSpec())).toList();
    }

    static Workload server() {
        return new Workload(Manifests.all(Deployment.class).get(0).getSpec().getTemplate().getSpec());
    }

    static Workload redis() {
        return new Workload(Manifests.all(StatefulSet.class).stream()
                .filter(set -> set.getMetadata().getName().equals("agentmesh-redis")).findFirst().orElseThrow()
                .getSpec().getTemplate().getSpec());
    }

    private static Stream<StatefulSet> workers() {
        return Manifests.all(StatefulSet.class).stream().filter(set -> set.getMetadata().getName().equals(WORKER));
    }

    Container container() {
        return pod.getContainers().get(0);
    }

    /** Variables with the values that stand in the manifest; those that come from elsewhere are empty. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (EnvVar variable : container().getEnv()) {
            variables.put(variable.getName(), variable.getValue() == null ? "" : variable.getValue());
        }
        return variables;
    }

    Duration variable(String name) {
        return Duration.parse("PT" + variables().get(name).toUpperCase(Locale.ROOT));
    }

    int port() {
        return container().getPorts().get(0).getContainerPort();
    }

    /** What it is asked over HTTP. */
    List<Probe> probes() {
        return Stream.of(container().getStartupProbe(), container().getLivenessProbe(), container().getReadinessProbe())
                .filter(probe -> probe.getHttpGet() != null).toList();
    }

    /** Secret and key, {@code name/key}, of all that it can't do without. */
    Collection<String> secrets() {
        Stream<String> variables = container().getEnv().stream().map(EnvVar::getValueFrom)
                .filter(source -> source != null && source.getSecretKeyRef() != null)
                .map(source -> source.getSecretKeyRef()).filter(secret -> !Boolean.TRUE.equals(secret.getOptional()))
                .map(secret -> secret.getName() + "/" + secret.getKey());
        Stream<String> files = pod.getVolumes().stream().filter(volume -> volume.getSecret() != null)
                .flatMap(volume -> volume.getSecret().getItems().stream()
                        .map(item -> volume.getSecret().getSecretName() + "/" + item.getKey()));
        return Stream.concat(variables, files).toList();
    }
}
