package io.agentmesh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import io.agentmesh.support.PackageOrder;
import io.agentmesh.support.PackageSize;
import io.agentmesh.support.SourceLength;

/** The order of the packages: {@code cli > worker, server > opencode > agent, redis > camel > settings > task}. */
@AnalyzeClasses(packages = "io.agentmesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final int MOST_CLASSES = 15;
    private static final int MAX_SOURCE = 200;

    @ArchTest
    static final ArchRule NO_PACKAGE_LOOKS_UP = new PackageOrder("io.agentmesh").rule();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.agentmesh.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TASKS_ARE_PURE = noClasses().that().resideInAPackage("io.agentmesh.task..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "org.apache.camel..", "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
            .because("what a task is must not depend on how it is moved");

    @ArchTest
    static final ArchRule PROCESSES_ARE_STARTED_IN_ONE_PLACE = noClasses()
            .that().resideInAnyPackage("io.agentmesh.task..", "io.agentmesh.settings..", "io.agentmesh.camel..", "io.agentmesh.redis..")
            .should().dependOnClassesThat().areAssignableTo(ProcessBuilder.class)
            .because("a process that nobody watches outlives the worker");

    @ArchTest
    static final ArchRule HTTP_CALLS_GO_ONE_WAY = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("java.net.http..")
            .because("it asks for HTTP/2, which uvicorn refuses, and knows no host with an underscore; use settings.http");

    @Test
    void noPackageIsTooLargeToKnow() {
        assertThat(PackageSize.larger(MAIN, MOST_CLASSES)).isEmpty();
    }

    @Test
    void everyPackageSaysWhatBelongsThere() {
        assertThat(PackageSize.undescribed(MAIN)).isEmpty();
    }

    @Test
    void noSourceIsTooLongToRead() {
        assertThat(SourceLength.longer(Path.of("src"), MAX_SOURCE)).isEmpty();
    }
}
