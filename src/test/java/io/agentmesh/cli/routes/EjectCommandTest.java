package io.agentmesh.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.agentmesh.settings.value.SettingsException;

/** What agentmesh routes eject copies. */
class EjectCommandTest extends RoutesCommandScene {

    @Test
    void aRouteIsNotCopiedOutBesideOneOfItsNameInAnotherFolder() throws Exception {
        Path mine = Files.createDirectory(folder.resolve("run")).resolve("echo-task.camel.yaml");
        Files.writeString(mine, MINE.formatted("echo-task"));

        assertThatThrownBy(() -> run("eject", "echo-task", "--to", folder.toString()))
                .isInstanceOf(SettingsException.class).hasMessage(mine + " is there already, and is left as it is");
        assertThat(folder.resolve("echo-task.camel.yaml")).doesNotExist();
    }

    @Test
    void aRouteIsCopiedOutOnceAndNeverOverwritten() throws Exception {
        Path mine = folder.resolve("new/mine");

        run("eject", "claim-task", "--to", mine.toString());

        assertThat(mine.resolve("claim-task.camel.yaml")).hasSameTextualContentAs(
                Path.of("routes/worker/claim/claim-task.camel.yaml"));
        assertThat(out.toString().strip()).isEqualTo(mine.resolve("claim-task.camel.yaml").toString());
        Files.writeString(mine.resolve("claim-task.camel.yaml"), "changed");
        assertThatThrownBy(() -> run("eject", "claim-task", "--to", mine.toString()))
                .isInstanceOf(SettingsException.class).hasMessageContaining("is there already");
        assertThat(mine.resolve("claim-task.camel.yaml")).hasContent("changed");
    }

    @Test
    void aFileOfRoutesIsCopiedWithTheSqlThatItCalls() throws Exception {
        Path own = Files.createDirectories(folder.resolve("mine/sql")).resolve("renew-leases.sql");
        Files.writeString(own, "changed");

        run("eject", "leases", "--of", "server", "--to", folder.resolve("mine").toString());

        assertThat(out.toString().lines()).containsExactly(folder.resolve("mine/leases.camel.yaml").toString(),
                own.resolveSibling("select-lost-tasks.sql").toString(), own.resolveSibling("return-task.sql").toString());
        assertThat(own).hasContent("changed");
        assertThat(own.resolveSibling("return-task.sql")).hasSameTextualContentAs(
                Path.of("src/main/resources/sql/return-task.sql"));
    }

    @Test
    void sqlIsShownAndCopiedByItself() throws Exception {
        run("eject", "claim-task.sql", "--of", "server", "--to", folder.toString());
        Files.writeString(folder.resolve("sql/claim-task.sql"), "select 'mine'");
        run("show", "claim-task.sql", "--of", "server", "--routes", folder.toString());
        assertThat(out.toString()).endsWith("claim-task.sql" + System.lineSeparator() + "select 'mine'");

        run("list", "--of", "server", "--routes", folder.toString());

        assertThat(out.toString()).containsPattern("sql +claim-task.sql +replaced ")
                .contains("claim-task.sql is replaced by " + folder.resolve("sql/claim-task.sql"));
        assertThatThrownBy(() -> run("show", "claim.sql")).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("the worker has no route claim.sql");
    }

    @Test
    void aKameletIsCopiedToWhereItIsFound() throws Exception {
        run("eject", "agentmesh-webhook", "--to", folder.toString());
        run("list", "--routes", folder.toString(), "--json");

        assertThat(folder.resolve("kamelets/agentmesh-webhook.kamelet.yaml")).exists();
        assertThat(out.toString()).contains("\"id\":\"agentmesh-webhook\",\"file\":"
                + "\"kamelets/agentmesh-webhook.kamelet.yaml\",\"from\":\"replaced\"");
    }

    @Test
    void aFileOfOnesOwnHasNoBuiltInOne() throws Exception {
        write("my-own");

        assertThatThrownBy(() -> run("eject", "my-own", "--routes", folder.toString()))
                .isInstanceOf(SettingsException.class).hasMessageContaining("is your own already");
        assertThatThrownBy(() -> run("show", "my-own", "--built-in", "--routes", folder.toString()))
                .isInstanceOf(SettingsException.class).hasMessageContaining("replaces no built-in file");
    }
}
