package io.agentmesh.cli.manual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The man page of one command, generated from its help. */
final class ManPage {

    private static final String SECTION = "1";

    private final CommandSpec command;
    private final UsageMessageSpec usage;
    private final String program;
    private final String date;
    private final Roff page = new Roff();

    /**
     * @param program its name and version, for the page's footer
     * @param date    of the program, as {@code 2026-11-24}
     */
    ManPage(CommandSpec command, String program, String date) {
        this.command = command;
        this.usage = command.usageMessage();
        this.program = program;
        this.date = date;
    }

    /** {@code agentmesh-worker}. */
    String name() {
        return name(command);
    }

    String fileName() {
        return name() + "." + SECTION;
    }

    /** The whole page, in roff. */
    String text() {
        List<String> about = Stream.concat(Stream.of(usage.header()), Stream.of(usage.description()))
                .map(ManPage::plain).toList();
        page.title(name().toUpperCase(Locale.ROOT), SECTION, date, program, "AgentMesh");
        page.macro("SH", "NAME").line(name() + " - " + inName(about.get(0)));
        page.macro("SH", "SYNOPSIS").verbatim(synopsis());
        page.macro("SH", "DESCRIPTION");
        about.forEach(page::line);
        arguments();
        options();
        commands();
        exitCodes();
        notes();
        seeAlso();
        return page.toString();
    }

    private List<String> synopsis() {
        return plain(new Help(command, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0)).lines().map(String::strip).toList();
    }

    private void arguments() {
        if (!command.positionalParameters().isEmpty()) {
            page.macro("SH", "ARGUMENTS");
            command.positionalParameters().forEach(argument -> entry(argument.paramLabel(), argument.description()));
        }
    }

    private void options() {
        List<OptionSpec> loose = new ArrayList<>(command.options());
        command.argGroups().forEach(group -> loose.removeAll(group.allOptionsNested()));
        page.macro("SH", "OPTIONS");
        loose.stream().sorted(Comparator.comparingInt(OptionSpec::order)).forEach(this::option);
        for (ArgGroupSpec group : command.argGroups().stream().sorted(Comparator.comparingInt(ArgGroupSpec::order)).toList()) {
            page.macro("SS", plain(group.heading()).strip().replaceFirst(":$", ""));
            group.allOptionsNested().stream().sorted(Comparator.comparingInt(OptionSpec::order)).forEach(this::option);
        }
    }

    private void option(OptionSpec option) {
        if (!option.hidden()) {
            String value = option.arity().max() == 0 ? "" : option.arity().min() == 0 ? "[=" + option.paramLabel() + "]"
                    : "=" + option.paramLabel();
            entry(String.join(", ", option.names()) + value, option.description());
        }
    }

    private void commands() {
        List<CommandSpec> shown = shown(command);
        if (!shown.isEmpty()) {
            page.macro("SH", "COMMANDS");
            shown.forEach(one -> entry(one.name(), new String[] {about(one)}));
        }
    }

    private void exitCodes() {
        Map<String, String> codes = usage.exitCodeList();
        if (!codes.isEmpty()) {
            page.macro("SH", "EXIT STATUS");
            codes.forEach((code, meaning) -> entry(code.strip(), new String[] {meaning}));
        }
    }

    /** The footer of the help; indented lines are examples and keep their breaks. */
    private void notes() {
        List<String> foot = Stream.of(usage.footer()).map(ManPage::plain).dropWhile(String::isBlank).toList();
        if (foot.isEmpty()) {
            return;
        }
        page.macro("SH", "NOTES");
        for (String line : foot) {
            if (line.isBlank()) {
                page.macro("PP");
            } else if (line.startsWith(" ")) {
                page.verbatim(List.of(line));
            } else {
                page.line(line);
            }
        }
    }

    private void seeAlso() {
        List<CommandSpec> others = command.parent() == null ? shown(command) : List.of(command.root());
        page.macro("SH", "SEE ALSO").line(String.join(", ", others.stream().map(one -> name(one) + "(" + SECTION + ")").toList()));
    }

    private void entry(String term, String[] meaning) {
        page.macro("TP").bold(plain(term));
        Stream.of(meaning).map(ManPage::plain).forEach(page::line);
    }

    /** The commands with a page, in the order of the help. */
    static List<CommandSpec> shown(CommandSpec command) {
        return command.subcommands().values().stream().map(line -> line.getCommandSpec())
                .filter(one -> !one.usageMessage().hidden()).toList();
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private static String about(CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();
        return Stream.of(usage.header(), usage.description()).flatMap(Stream::of).findFirst().orElse("");
    }

    /** The sentence as it follows a dash, without capital and period. */
    private static String inName(String sentence) {
        return sentence.replaceFirst("\\.$", "").substring(0, 1).toLowerCase(Locale.ROOT)
                + sentence.replaceFirst("\\.$", "").substring(1);
    }

    /** Help texts are formats: {@code %n} and {@code %%}. */
    private static String plain(String text) {
        return text.replace("%n", "\n").replace("%%", "%");
    }
}
