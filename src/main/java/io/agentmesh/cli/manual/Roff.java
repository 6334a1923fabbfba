package io.agentmesh.cli.manual;

/** Writes roff with the macros of man(7); text is escaped. */
final class Roff {

    private final StringBuilder text = new StringBuilder();

    /** Header and footer of each page. @param date as {@code 2026-11-24} */
    Roff title(String name, String section, String date, String program, String collection) {
        // Not escaped: with escaped hyphens it would be no date.
        text.append(".TH ").append(name).append(' ').append(section).append(' ').append(date).append(" \"")
                .append(escape(program)).append("\" \"").append(collection).append("\"\n");
        return this;
    }

    /** A macro with arguments, each quoted: {@code .SH "EXIT STATUS"}. */
    Roff macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            text.append(" \"").append(escape(argument).replace("\"", "\\(dq")).append('"');
        }
        text.append('\n');
        return this;
    }

    /** One line of text, never a macro; nothing where it is blank. */
    Roff line(String line) {
        if (!line.isBlank()) {
            text.append(escape(line)).append('\n');
        }
        return this;
    }

    /** A line in bold. */
    Roff bold(String line) {
        text.append("\\fB").append(escape(line)).append("\\fR\n");
        return this;
    }

    /** Lines with their breaks and blanks. */
    Roff verbatim(Iterable<String> lines) {
        macro("nf");
        lines.forEach(this::line);
        return macro("fi");
    }

    private static String escape(String line) {
        String escaped = line.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("…", "...");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
