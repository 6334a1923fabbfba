package io.agentmesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.support.Needed;
import io.agentmesh.support.Tool;

import picocli.CommandLine;

/** {@code agentmesh man} and {@code agentmesh completion}, and what systems make of what they write. */
class ManualTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void thereIsAPageForEachCommandOfTheHelp() throws Exception {
        assertThat(run("man", "--output", folder.toString())).isZero();

        List<String> pages = new ArrayList<>(List.of("agentmesh.1"));
        line().getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                pages.add("agentmesh-" + name + ".1");
            }
        });
        assertThat(list(folder)).containsExactlyInAnyOrderElementsOf(pages).contains("agentmesh-worker.1");
        assertThat(Files.readString(folder.resolve("agentmesh-worker.1"))).contains("\\-\\-poll\\-interval=DURATION");
    }

    @ParameterizedTest
    @CsvSource({"MAN, --warnings -E UTF-8 -l -Tutf8 -Z", "MANDOC, -Tlint -Wwarning"})
    void pagesAreReadWithoutAWarning(Tool reader, String flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(Needed.tool(reader).toString()));
        command.addAll(List.of(flags.split(" ")));
        run("man", "--output", folder.toString());

        for (String page : list(folder)) {
            List<String> whole = new ArrayList<>(command);
            whole.add(folder.resolve(page).toString());
            Process process = new ProcessBuilder(whole).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(folder.resolve("said").toFile()).start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("said"))).as(page).isEmpty();
            assertThat(process.exitValue()).as(page).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"agentmesh wor|worker workers", "agentmesh serve --tok|--tokens-file",
        "agentmesh worker --poll|--poll-interval", "agentmesh worker --on-crash r|resume release",
        "agentmesh completion z|zsh", "agentmesh nothing --x|''"})
    void bashCompletes(String typed, String offered) throws Exception {
        List<String> words = List.of(typed.split(" "));
        String script = """
                compopt() { :; }
                source %s
                COMP_WORDS=(%s)
                COMP_CWORD=%d
                _complete_agentmesh
                echo "${COMPREPLY[*]}"
                """.formatted(completion("bash"), typed, words.size() - 1);

        assertThat(shell("bash", script)).isEqualTo(offered.isEmpty() ? "" : offered);
    }

    @Test
    void zshReadsTheSameScript() throws Exception {
        Needed.tool(Tool.ZSH);

        assertThat(shell("zsh", "autoload -Uz compinit && compinit -u -d " + folder.resolve("dump") + "\nsource "
                + completion("zsh") + " && print -r -- ${_comps[agentmesh]}")).contains("_bash_complete");
    }

    @Test
    void scriptIsPrintedWhereNoFileIsNamed() throws Exception {
        assertThat(run("completion")).isZero();

        assertThat(out.toString()).isEqualTo(Files.readString(completion("bash"))).contains("complete -F _complete_agentmesh");
    }

    @Test
    void unknownShellIsRefused() {
        assertThat(run("completion", "fish")).isEqualTo(2);
    }

    private Path completion(String shell) {
        Path file = folder.resolve("made/" + shell);
        assertThat(run("completion", shell, "--output", file.toString())).isZero();
        return file;
    }

    private String shell(String name, String script) throws Exception {
        Path file = Files.writeString(folder.resolve("script"), script);
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(name, file.toString()).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said).strip();
    }

    private int run(String... arguments) {
        return line().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(new StringWriter())).execute(arguments);
    }

    private CommandLine line() {
        HostEnvironment host = new HostEnvironment(Map.of(), folder, folder, folder, () -> "box");
        return AgentMesh.commandLine(host, Commands.all(host));
    }

    private static List<String> list(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".1")).toList();
        }
    }
}
