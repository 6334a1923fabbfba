package io.agentmesh.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.agentmesh.cli.CommandFlags;
import io.agentmesh.deploy.Dockerfile.Instruction;
import io.agentmesh.opencode.install.OpenCodeInstaller;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.support.DeclaredProperties;

/** The image fits the project: versions, files, ports, and who runs in it. No engine is needed for that. */
class DockerfileTest {

    private final Dockerfile file = Dockerfile.read();

    @Test
    void openCodeIsTheOneThatTheTestsDrive() {
        assertThat(file.all("ARG")).extracting(Instruction::arguments)
                .contains("OPENCODE_VERSION=" + OpenCodeInstaller.pinnedVersion());
        assertThat(file.all("RUN")).extracting(Instruction::arguments).filteredOn(run -> run.contains("npm install"))
                .singleElement().asString().contains("@$OPENCODE_VERSION", "--ignore-scripts");
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(Manifests.read(Path.of("pom.xml")))
                .contains("<version>" + argument("VERSION") + "</version>\n  <name>AgentMesh Worker</name>");
    }

    @Test
    void thereIsOneBaseImageAndItsReleaseIsNamed() {
        List<String> stages = new ArrayList<>();
        assertThat(file.all("FROM")).allSatisfy(from -> {
            String image = from.arguments().replaceFirst(" AS .*", "");
            assertThat(stages.contains(image) || image.equals("debian:bookworm-slim")).as(image).isTrue();
            stages.add(from.stage());
        });
    }

    @Test
    void everyCopyIsOfSomethingThatIsThere() {
        Set<String> stages = Set.copyOf(file.all("FROM").stream().map(Instruction::stage).toList());
        assertThat(file.all("COPY")).hasSizeGreaterThan(5).allSatisfy(copy -> {
            String source = copy.arguments().split(" ")[0];
            if (source.startsWith("--from=")) {
                assertThat(stages).contains(source.substring("--from=".length()));
            } else {
                assertThat(Path.of(source)).exists();
            }
        });
    }

    /** What the build reads has to be sent to it; nothing else is, so no secret that lies about. */
    @Test
    void buildGetsItsSourcesAndNothingElse() {
        List<String> sent = Manifests.read(Path.of(".dockerignore")).lines().filter(line -> !line.startsWith("#")).toList();

        assertThat(sent.get(0)).isEqualTo("*");
        assertThat(sent.subList(1, sent.size()))
                .allSatisfy(line -> assertThat(Path.of(line.replaceFirst("^!", ""))).exists())
                .contains("!pom.xml", "!application.properties", "!routes/", "!src/main/", "!bin/agentmesh", "!LICENSE");
        assertThat(Pattern.compile("<include>(.*?)(\\*\\*)?</include>").matcher(resources()).results()
                .map(include -> include.group(1))).hasSizeGreaterThan(5).allSatisfy(packed ->
                        assertThat(sent).containsAnyOf("!" + packed, "!src/deploy/" + packed));
    }

    @Test
    void layersThatChangeOftenComeLast() {
        List<String> copies = file.last("COPY").stream().map(copy -> copy.arguments().split(" ")[1]).toList();

        assertThat(copies).containsSubsequence("/usr/local/bin/opencode", "/jre", "/src/target/dependencies",
                "/src/target/agentmesh.jar").endsWith("/src/target/agentmesh.jar");
        assertThat(file.all("COPY").stream().filter(copy -> copy.stage().equals("dependencies")))
                .extracting(Instruction::arguments).containsExactly("pom.xml ./");
        // What tells builds apart stands at the end: an argument voids the layers after it.
        assertThat(file.instructions().subList(file.instructions().size() - 3, file.instructions().size()))
                .extracting(Instruction::name).containsExactly("ARG", "ARG", "LABEL");
    }

    @Test
    void processesRunUnderAnInitAndAsAUserWithoutRights() {
        assertThat(Dockerfile.json(file.lastArguments("ENTRYPOINT"))).startsWith("/usr/bin/tini", "--").hasSize(3);
        assertThat(Dockerfile.json(file.lastArguments("CMD"))).containsExactly("worker");
        assertThat(CommandFlags.all()).containsKeys("worker", "serve");
        assertThat(file.lastArguments("USER")).matches("[1-9]\\d{3,}:[1-9]\\d{3,}");
        String user = file.lastArguments("USER").replaceFirst(":.*", "");
        assertThat(file.last("RUN").get(0).arguments())
                .contains(" tini ", " git ", " ca-certificates ", " openssh-client ", " curl ")
                .contains("--uid " + user, "--gid " + user, "--home-dir " + file.variables().get("HOME"));
    }

    @Test
    void aptLeavesNothingBehind() {
        assertThat(file.all("RUN")).extracting(Instruction::arguments).filteredOn(run -> run.contains("apt-get"))
                .hasSizeGreaterThan(3).allSatisfy(run -> assertThat(run)
                        .contains("apt-get update &&", "--no-install-recommends", "rm -rf /var/lib/apt/lists/*"));
    }

    @Test
    void variablesAreSettings() {
        assertThat(file.variables().keySet()).filteredOn(name -> name.startsWith("A2A_"))
                .isSubsetOf(Stream.of(WorkerSetting.values()).map(WorkerSetting::variable).toList());
        assertThat(file.variables()).containsEntry("A2A_ALLOWED_ROOTS", "/codebases");
        assertThat(file.volumes()).containsExactly(file.variables().get("HOME"), "/codebases");
        assertThat(file.lastArguments("WORKDIR")).isEqualTo(file.variables().get("HOME"));
    }

    @Test
    void healthIsAskedWhereTheProgramTellsIt() {
        String server = DeclaredProperties.of(Path.of("application.properties")).value("server.port");

        assertThat(file.lastArguments("HEALTHCHECK")).contains(
                "http://127.0.0.1:$A2A_MANAGEMENT_PORT/observe/health/ready", "http://127.0.0.1:" + server + "/health");
        assertThat(file.lastArguments("EXPOSE"))
                .isEqualTo(file.variables().get("A2A_MANAGEMENT_PORT") + " " + server);
    }

    @Test
    void labelsSayWhatItIs() {
        assertThat(Dockerfile.pairs(file.lastArguments("LABEL"))).containsKeys("org.opencontainers.image.title",
                "org.opencontainers.image.description", "org.opencontainers.image.version",
                "org.opencontainers.image.revision").containsEntry("org.opencontainers.image.licenses", "Apache-2.0");
    }

    /** What goes into the jar, as pom.xml says. */
    private static String resources() {
        return Manifests.read(Path.of("pom.xml")).replaceAll("(?s).*<resources>(.*)</resources>.*", "$1");
    }

    private String argument(String name) {
        return file.all("ARG").stream().map(Instruction::arguments).filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1)).findFirst().orElseThrow();
    }
}
