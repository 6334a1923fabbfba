package io.agentmesh.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** Each manifest is one that Kubernetes knows, and asks for no more rights than it needs. */
class ManifestsTest {

    static List<Path> files() {
        return Manifests.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFieldIsOneThatIsKnown(Path file) {
        assertThat(Manifests.in(Manifests.read(file))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"worker.yaml, replicas, replica", "worker.yaml, readOnlyRootFilesystem, readOnlyFilesystem",
        "worker.yaml, maxUnavailable, maxUnavailable2", "server.yaml, targetPort, targetport",
        "network.yaml, except, exempt"})
    void fieldThatIsMisspeltIsAnError(String file, String field, String misspelt) {
        String manifest = Manifests.read(Manifests.FOLDER.resolve("base").resolve(file));

        assertThatThrownBy(() -> Manifests.in(manifest.replace(field + ":", misspelt + ":"))).hasMessageContaining(misspelt);
    }

    @Test
    void resourceOfAnUnknownVersionIsAnError() {
        assertThatThrownBy(() -> Manifests.in("{apiVersion: apps/v1beta1, kind: StatefulSet}")).hasMessageContaining("apps/v1beta1");
    }

    @Test
    void nobodyIsRootOrCanBecomeIt() {
        assertThat(pods()).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(container.getSecurityContext().getPrivileged()).isNull();
            });
        });
    }

    @Test
    void everyContainerSaysWhatItTakes() {
        assertThat(pods()).flatMap(PodSpec::getContainers).allSatisfy(container -> {
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getReadinessProbe()).isNotNull();
            assertThat(container.getLivenessProbe()).isNotNull();
        });
    }

    private static List<PodSpec> pods() {
        String base = String.join("---\n", Manifests.files().stream().filter(file -> file.toString().contains("/base/"))
                .map(Manifests::read).toList());
        return Stream.concat(Manifests.in(base, StatefulSet.class).stream().map(set -> set.getSpec().getTemplate()),
                Manifests.in(base, Deployment.class).stream().map(set -> set.getSpec().getTemplate()))
                .map(template -> template.getSpec()).toList();
    }
}
