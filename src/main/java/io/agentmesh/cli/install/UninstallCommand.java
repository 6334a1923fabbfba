package io.agentmesh.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agentmesh uninstall}: removes what {@code install} installed. Exit codes: 0 removed, 1 failed. */
@Command(name = "uninstall", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Removes what 'agentmesh install' installed.",
            "",
            "Stops the services first: a worker lets its tasks finish. Settings and state stay, unless --purge is given; the "
                    + "user agentmesh stays too, because it may own files elsewhere."},
        optionListHeading = "%nOptions:%n",
        footer = {"", "Exit codes: 0 removed, 1 failed (the reason is printed), 2 a flag is wrong."})
final class UninstallCommand extends PlaceCommand {

    @Option(names = "--purge", description = "Remove settings and state too, including undelivered outcomes.")
    private boolean purge;

    UninstallCommand(HostEnvironment host, boolean isRoot) {
        super(host, isRoot, "remove");
    }

    @Override
    void perform(Layout layout) throws IOException {
        Services services = new Services(layout, host().variables());
        if (!isDryRun()) {
            services.stopAll();
        }
        // Only the path of the jar counts here.
        List<Path> paths = Items.of(layout, Path.of("none")).stream().filter(item -> !item.isKept()).map(Item::path).toList();
        int removed = 0;
        for (Path path : paths) {
            removed += remove(path) ? 1 : 0;
        }
        removeEmpty(layout.on(layout.program()));
        for (Path folder : List.of(layout.config(), layout.state())) {
            removed += purge && remove(layout.on(folder)) ? 1 : 0;
        }
        if (!isDryRun()) {
            services.reload();
        }
        if (removed == 0) {
            print("nothing changed: none of it is there");
        } else if (!purge) {
            print("kept: " + layout.config() + " and " + layout.state() + " (--purge removes them)");
        }
    }

    /** @return whether there was something to remove */
    private boolean remove(Path path) throws IOException {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!isDryRun()) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                FolderRemover.remove(path);
            } else {
                Files.delete(path);
            }
        }
        report("removed " + path);
        return true;
    }

    /** Removes the program's own folders where they are empty. */
    private void removeEmpty(Path program) throws IOException {
        for (Path folder : List.of(program.resolve("lib"), program.resolve("bin"), program)) {
            if (!isDryRun() && Files.isDirectory(folder) && isEmpty(folder)) {
                Files.delete(folder);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
