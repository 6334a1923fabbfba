package io.agentmesh.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ManPageTest {

    private final CommandLine tool = new CommandLine(new Tool()).addSubcommand(new Paint()).addSubcommand(new Secret());

    @Test
    void pageOfTheProgramNamesItsCommands() {
        ManPage page = page(tool);

        assertThat(page.fileName()).isEqualTo("tool.1");
        assertThat(page.text()).startsWith(".TH TOOL 1 2026-11-24 \"tool 1.0\" \"AgentMesh\"\n")
                .contains(".SH \"NAME\"\ntool \\- does things\n", ".SH \"COMMANDS\"\n.TP\n\\fBpaint\\fR\nPaints 100% of it.\n")
                .endsWith(".SH \"SEE ALSO\"\ntool\\-paint(1)\n").doesNotContain("secret", "EXIT STATUS", "NOTES");
    }

    @Test
    void pageOfACommandTellsWhatItsHelpTells() {
        ManPage page = page(tool.getSubcommands().get("paint"));

        assertThat(page.name()).isEqualTo("tool-paint");
        assertThat(page.text()).contains(
                ".SH \"ARGUMENTS\"\n.TP\n\\fBWALL\\fR\nWhat to paint.\n",
                ".TP\n\\fB\\-c, \\-\\-colour=NAME\\fR\nThe colour.\n",
                ".TP\n\\fB\\-\\-shine[=YES]\\fR\nWhether it shines.\n",
                ".SS \"Tools\"\n.TP\n\\fB\\-\\-brush\\fR\nA brush.\n",
                ".SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\npainted\n.TP\n\\fB1\\fR\nran dry\n",
                ".SH \"NOTES\"\nExample:\n.nf\n  tool paint wall\n.fi\n",
                ".SH \"SEE ALSO\"\ntool(1)\n").doesNotContain("hidden");
    }

    private static ManPage page(CommandLine line) {
        return new ManPage(line.getCommandSpec(), "tool 1.0", "2026-11-24");
    }

    @Command(name = "tool", description = "Does things.")
    static final class Tool {
    }

    @Command(name = "paint", sortOptions = false, description = "Paints 100%% of it.",
            exitCodeList = {"0:painted", "1:ran dry"}, footer = {"", "Example:", "  tool paint wall"})
    static final class Paint {

        @Parameters(paramLabel = "WALL", description = "What to paint.")
        private String wall;

        @Option(names = {"-c", "--colour"}, paramLabel = "NAME", description = "The colour.")
        private String colour;

        @Option(names = "--shine", arity = "0..1", paramLabel = "YES", description = "Whether it shines.")
        private String shine;

        @Option(names = "--hidden", hidden = true)
        private boolean hidden;

        @ArgGroup(exclusive = false, heading = "%nTools:%n")
        private Tools tools;
    }

    static final class Tools {

        @Option(names = "--brush", description = "A brush.")
        private boolean brush;
    }

    @Command(name = "secret", hidden = true)
    static final class Secret {
    }
}
