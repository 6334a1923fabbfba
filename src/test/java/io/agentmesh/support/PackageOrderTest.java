package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.importer.ClassFileImporter;

class PackageOrderTest {

    @Test
    void looksUpwardsAndAsideAreRefusedAndThoseDownwardsAreNot() {
        String crooked = "io.agentmesh.support.crooked";

        List<String> violations = new PackageOrder(crooked).rule()
                .evaluate(new ClassFileImporter().importPackages(crooked))
                .getFailureReport().getDetails();

        assertThat(violations).hasSize(2)
                .anyMatch(line -> line.contains("LooksUp") && line.contains("settings.Low"))
                .anyMatch(line -> line.contains("LooksAside") && line.contains("server.Neighbour"));
    }
}
