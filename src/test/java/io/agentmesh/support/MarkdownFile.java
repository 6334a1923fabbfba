package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of documentation, and the parts of it that can be held true. */
public record MarkdownFile(Path path, String text) {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern LABELLED = Pattern.compile("\\[[^\\]]*\\]\\([^)]*\\)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    public static MarkdownFile of(Path path) {
        try {
            return new MarkdownFile(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of the top level, and those below {@code docs}. */
    public static List<MarkdownFile> all() {
        try (Stream<Path> top = Files.list(Path.of("")); Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).sorted()
                    .map(MarkdownFile::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The links to files and headings of this project that lead nowhere. */
    public List<String> brokenLinks() {
        return linksIn(prose()).filter(link -> !leadsSomewhere(link)).map(link -> path + ": " + link).toList();
    }

    /** The files of this project that a part of the text links to, as paths from its root. */
    public List<Path> linkedFiles(String part) {
        return linksIn(part).map(link -> path.resolveSibling(link.split("#", 2)[0]).normalize()).toList();
    }

    /** Inline code of a part of the text that is not the label of a link. */
    public static List<String> inlineCode(String part) {
        return SPAN.matcher(LABELLED.matcher(part).replaceAll("")).results().map(span -> span.group(1)).toList();
    }

    /** The lines below a heading, up to the next one of any level. */
    public String section(String heading) {
        Matcher found = Pattern.compile("(?ms)^#+ " + Pattern.quote(heading) + "$(.*?)(?=^#|\\z)").matcher(prose());
        if (!found.find()) {
            throw new AssertionError(path + " has no heading " + heading);
        }
        return found.group(1);
    }

    /** What stands between fences of a language; {@code ""} for those that name none. */
    public List<String> blocks(String language) {
        return BLOCK.matcher(text).results().filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2)).toList();
    }

    /** Lines of fenced blocks (with continued ones joined), and inline code. */
    public List<String> code() {
        List<String> code = new ArrayList<>();
        BLOCK.matcher(text).results().forEach(block -> code.addAll(block.group(2).replace("\\\n", " ").lines().toList()));
        SPAN.matcher(prose()).results().forEach(span -> code.add(span.group(1)));
        return code;
    }

    /** The rows of all tables whose first cell matches, each with its cells. */
    public List<List<String>> rows(String firstCell) {
        return prose().lines().filter(line -> line.startsWith("| "))
                .map(line -> Stream.of(line.split("\\|")).map(String::strip).skip(1).toList())
                .filter(cells -> cells.get(0).matches(firstCell)).toList();
    }

    private static Stream<String> linksIn(String part) {
        return LINK.matcher(part).results().map(link -> link.group(1)).filter(link -> !link.contains("://"));
    }

    private String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    private boolean leadsSomewhere(String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? path : path.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || of(target).hasHeading(parts[1]));
    }

    private boolean hasHeading(String anchor) {
        return HEADING.matcher(prose()).results().map(heading -> heading.group(1).toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w\\- ]", "").replace(' ', '-')).anyMatch(anchor::equals);
    }
}
