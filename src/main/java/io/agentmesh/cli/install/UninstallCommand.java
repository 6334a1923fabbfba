package io.agentmesh.cli.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.agentmesh.opencode.FolderRemover;
import io.agentmesh.settings.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agentmesh uninstall}: takes back what {@code install} did. Exit codes: 0 it is gone, 1 it can't be removed. */
@Command(name = "uninstall", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Removes what 'agentmesh install' put there.",
            "",
            "Stops the services first: a worker lets its tasks finish. Settings and state stay, unless --purge is given; the "
                    + "user agentmesh stays too, because files elsewhere may be its own."},
        optionListHeading = "%nOptions:%n",
        footer = {"", "Exit codes: 0 it is gone, 1 it can't be removed, and the reason is told, 2 a flag is wrong."})
final class UninstallCommand implements Callable<Integer> {

    @Mixin
    private Place place;

    @Option(names = "--purge", description = "Remove settings and state too, with outcomes that weren't delivered yet.")
    private boolean purge;

    @Spec
    private CommandSpec spec;

    private final HostEnvironment host;
    private final boolean isRoot;

    /** @param isRoot whether this process may change the whole machine */
    UninstallCommand(HostEnvironment host, boolean isRoot) {
        this.host = host;
        this.isRoot = isRoot;
    }

    @Override
    public Integer call() {
        Layout layout = place.layout(host);
        try {
            place.checkRights(layout, spec.name(), isRoot);
            remove(layout);
            return 0;
        } catch (IOException e) {
            return fail("can't remove " + e.getMessage());
        } catch (InstallFailure e) {
            return fail(e.getMessage());
        }
    }

    private void remove(Layout layout) throws IOException {
        Services services = new Services(layout, host.variables());
        if (!place.isDryRun()) {
            services.stopAll();
        }
        // The jar's content isn't asked for: only its place counts.
        List<Path> paths = Items.of(layout, Path.of("none")).stream().filter(item -> !item.isKept()).map(Item::path).toList();
        int removed = 0;
        for (Path path : paths) {
            removed += remove(path) ? 1 : 0;
        }
        removeEmpty(layout.on(layout.program()));
        for (Path folder : List.of(layout.config(), layout.state())) {
            removed += purge && remove(layout.on(folder)) ? 1 : 0;
        }
        if (!place.isDryRun()) {
            services.reload();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (removed == 0) {
            out.println("nothing changed: none of it is there");
        } else if (!purge) {
            out.println("kept: " + layout.config() + " and " + layout.state() + " (--purge removes them)");
        }
        out.flush();
    }

    /** @return whether there was something to remove */
    private boolean remove(Path path) throws IOException {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!place.isDryRun()) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                FolderRemover.remove(path);
            } else {
                Files.delete(path);
            }
        }
        spec.commandLine().getOut().println((place.isDryRun() ? "would have " : "") + "removed " + path);
        return true;
    }

    /** The program's own folders; what somebody else put there stays. */
    private void removeEmpty(Path program) throws IOException {
        for (Path folder : List.of(program.resolve("lib"), program.resolve("bin"), program)) {
            if (!place.isDryRun() && Files.isDirectory(folder) && isEmpty(folder)) {
                Files.delete(folder);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + message);
        return 1;
    }
}
