package io.agentmesh.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;

import io.agentmesh.support.Needed;

/** The base and its overlays are put together of files that there are. */
class KustomizationTest {

    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");
    private static final Path BASE = Manifests.FOLDER.resolve("base");

    @TempDir
    Path folder;

    static List<Path> all() {
        return Kustomization.folders();
    }

    static List<Path> components() {
        return all().stream().filter(each -> each.toString().contains("/components/")).toList();
    }

    static List<Path> applied() {
        return all().stream().filter(each -> !components().contains(each)).toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPartIsThere(Path folder) {
        Kustomization kustomization = Kustomization.in(folder);

        assertThat(Stream.concat(kustomization.parts(), kustomization.components().stream()))
                .isNotEmpty().allSatisfy(name -> assertThat(folder.resolve(name)).exists());
        assertThat(kustomization.kind()).isEqualTo(components().contains(folder) ? "Component" : "Kustomization");
    }

    @Test
    void everyFileIsPartOfSomething() {
        Set<Path> named = all().stream().flatMap(folder -> Kustomization.in(folder).parts().map(folder::resolve))
                .map(Path::normalize).collect(Collectors.toSet());

        assertThat(named).containsAll(Manifests.files());
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentHasAnOverlayOfItsName(Path component) {
        Kustomization overlay = Kustomization.in(Manifests.FOLDER.resolve("overlays").resolve(component.getFileName()));

        assertThat(overlay.resources()).containsExactly("../../base");
        assertThat(overlay.components()).containsExactly("../../components/" + component.getFileName());
    }

    @ParameterizedTest
    @MethodSource("components")
    void patchesChangeSomethingThatTheBaseHas(Path component) {
        Set<String> base = Kustomization.in(BASE).resources().stream().flatMap(name -> names(BASE.resolve(name)))
                .collect(Collectors.toSet());

        assertThat(base).containsAll(Kustomization.in(component).patches().stream().flatMap(patch -> patch.path() == null
                ? Stream.of(patch.target().kind() + "/" + patch.target().name())
                : names(component.resolve(patch.path()))).toList());
    }

    /** As it is applied, where there is a kubectl; the tests above need none. */
    @ParameterizedTest
    @MethodSource("applied")
    void kubectlPutsItTogether(Path overlay) throws Exception {
        Needed.that(knowsComponents(), "kubectl 1.21 or later");
        String name = overlay.getFileName().toString();

        String manifests = kustomize(overlay);

        assertThat(Manifests.in(manifests)).hasSizeGreaterThan(8);
        StatefulSetSpec worker = Manifests.in(manifests, StatefulSet.class).stream()
                .filter(set -> set.getMetadata().getName().equals(Workload.WORKER)).findFirst().orElseThrow().getSpec();
        List<String> claims = worker.getVolumeClaimTemplates().stream().map(claim -> claim.getMetadata().getName()).toList();
        Stream<String> volumes = worker.getTemplate().getSpec().getVolumes().stream().map(volume -> volume.getName());
        assertThat(worker.getTemplate().getSpec().getContainers().get(0).getVolumeMounts()).extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(volumes, claims.stream()).toList());
        assertThat(claims).isEqualTo(name.equals("redis-spool") ? List.of("codebases") : List.of("state", "codebases"));
        assertThat(worker.getReplicas()).isEqualTo(name.equals("keda") ? null : 3);
    }

    /** Debian's is too old. */
    private static boolean knowsComponents() {
        return Files.isExecutable(KUBECTL) && Integer.parseInt(Shell.run(List.of(KUBECTL.toString(), "version", "--client"))
                .orFail().replaceFirst("(?s).*v1\\.(\\d+).*", "$1")) >= 21;
    }

    private String kustomize(Path overlay) throws Exception {
        Path output = folder.resolve("all.yaml");
        Path errors = folder.resolve("errors");
        Process kubectl = new ProcessBuilder(KUBECTL.toString(), "kustomize", overlay.toString())
                .redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        assertThat(kubectl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(kubectl.exitValue()).as(Files.readString(errors)).isZero();
        return Files.readString(output);
    }

    private static Stream<String> names(Path file) {
        return Manifests.in(Manifests.read(file)).stream().map(HasMetadata.class::cast)
                .map(manifest -> manifest.getKind() + "/" + manifest.getMetadata().getName());
    }
}
