package io.agentmesh.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.MarkdownFile;

/** What docs/kubernetes.md and docs/container.md show is what there is. */
class DeployDocsTest {

    private static final MarkdownFile KUBERNETES = MarkdownFile.of(Path.of("docs/kubernetes.md"));
    private static final MarkdownFile CONTAINER = MarkdownFile.of(Path.of("docs/container.md"));

    @Test
    void everyOverlayIsNamed() {
        assertThat(KUBERNETES.rows("`[a-z-]+`")).map(row -> row.get(0).replace("`", ""))
                .containsExactlyElementsOf(KustomizationTest.components().stream()
                        .map(component -> component.getFileName().toString()).toList());
    }

    @Test
    void manifestsThatAreShownAreRight() {
        List<String> blocks = KUBERNETES.blocks("yaml");

        assertThat(blocks).filteredOn(block -> !block.contains("kustomize.config.k8s.io")).singleElement().satisfies(block ->
                assertThat(Manifests.in(block)).hasSize(1));
        assertThat(blocks).filteredOn(block -> block.contains("kustomize.config.k8s.io")).singleElement().satisfies(block -> {
            Kustomization shown = Kustomization.of(block);
            assertThat(shown.resources()).containsExactly("path/to/" + Manifests.FOLDER.resolve("base"));
            assertThat(shown.components()).allSatisfy(component ->
                    assertThat(Path.of(component.replace("path/to/", ""))).isDirectory());
        });
    }

    @Test
    void foldersAndUserAreThoseOfTheImage() {
        Dockerfile image = Dockerfile.read();
        String user = image.lastArguments("USER").replaceFirst(":.*", "");

        assertThat(image.volumes()).allSatisfy(volume -> assertThat(CONTAINER.text()).contains(":" + volume + " "));
        assertThat(CONTAINER.text()).contains("user " + user, "USER " + image.lastArguments("USER"));
    }
}
