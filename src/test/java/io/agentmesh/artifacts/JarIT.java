package io.agentmesh.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The jar, and the bill of materials beside it. */
class JarIT {

    private static final Path JAR = Path.of("target/agentmesh.jar");
    /** That of pom.xml. */
    private static final LocalDateTime OUTPUT_TIMESTAMP = LocalDateTime.of(2026, 11, 24, 0, 0);
    /** Is part of the jar of netty-common as that was published, under other names. */
    private static final String PART_OF_A_PART = "org.jctools:";
    private static final Path BILL = Path.of("target/agentmesh.cdx.json");

    /** It would differ from build to build. What other jars brought keeps the times that it had there. */
    @Test
    void nothingInItHasTheTimeOfTheBuild() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().filter(entry -> entry.getTimeLocal().isAfter(OUTPUT_TIMESTAMP))).isEmpty();
            assertThat(jar.getEntry("routes/worker/run/run-task.camel.yaml").getTimeLocal()).isEqualTo(OUTPUT_TIMESTAMP);
        }
    }

    @Test
    void nothingIsInItTwice() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();

            assertThat(names).doesNotHaveDuplicates().contains("routes/worker/run/run-task.camel.yaml", "application.properties");
        }
    }

    @Test
    void billNamesWhateverTellsItsNameInTheJar() throws IOException {
        assumeThat(System.getProperty("build.mode")).as("Maven writes no bill of materials offline")
                .isNotEqualTo("offline=true");
        JsonNode bill = new ObjectMapper().readTree(BILL.toFile());
        Set<String> named = new HashSet<>();
        bill.path("components").forEach(part -> named.add(part.path("group").asText() + ":" + part.path("name").asText()
                + ":" + part.path("version").asText()));

        assertThat(named).containsAll(parts()).hasSizeGreaterThan(90);
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("agentmesh");
        assertThat(bill.path("specVersion").asText()).isEqualTo("1.6");
        assertThat(bill.path("components")).allSatisfy(part -> {
            assertThat(part.path("purl").asText()).startsWith("pkg:maven/");
            assertThat(part.path("hashes").isEmpty()).as(part.path("name").asText()).isFalse();
        });
    }

    /** What was built with Maven says so: group, name and version of each jar that was put into ours. */
    private static List<String> parts() throws IOException {
        List<String> parts = new ArrayList<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (JarEntry entry : jar.stream().filter(each -> each.getName().endsWith("/pom.properties")).toList()) {
                Properties properties = new Properties();
                try (InputStream in = jar.getInputStream(entry)) {
                    properties.load(in);
                }
                parts.add(properties.getProperty("groupId") + ":" + properties.getProperty("artifactId") + ":"
                        + properties.getProperty("version"));
            }
        }
        assertThat(parts).hasSizeGreaterThan(50);
        return parts.stream().filter(part -> !part.startsWith("io.agentmesh:") && !part.startsWith(PART_OF_A_PART)).toList();
    }
}
