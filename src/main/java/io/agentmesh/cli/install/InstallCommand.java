package io.agentmesh.cli.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.agentmesh.settings.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agentmesh install}: puts the program where it stays. Exit codes: 0 it is there, 1 it can't be. */
@Command(name = "install", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Installs this program as a service of this machine, or of one user.",
            "",
            "Puts the program under /usr/local, systemd units beside it, first settings into /etc/a2a-worker, and makes the "
                    + "user agentmesh. Settings that are there stay as they are. Once more, with a newer program, is the upgrade."},
        optionListHeading = "%nOptions:%n",
        footer = {"", "Exit codes: 0 it is installed, 1 it can't be, and the reason is told, 2 a flag is wrong.", "",
            "Example: sudo agentmesh install && sudo systemctl enable --now agentmesh-worker"})
final class InstallCommand implements Callable<Integer> {

    private static final String UNIT = "agentmesh-worker";

    @Mixin
    private Place place;

    @Option(names = "--files-only",
            description = "Write the files and leave the rest: no user, no owners, no word to systemd. For packages and images.")
    private boolean filesOnly;

    @Spec
    private CommandSpec spec;

    private final HostEnvironment host;
    private final boolean isRoot;
    private final Supplier<Path> jar;

    /**
     * @param isRoot whether this process may change the whole machine
     * @param jar    the program's own
     */
    InstallCommand(HostEnvironment host, boolean isRoot, Supplier<Path> jar) {
        this.host = host;
        this.isRoot = isRoot;
        this.jar = jar;
    }

    @Override
    public Integer call() {
        Layout layout = place.layout(host);
        try {
            place.checkRights(layout, spec.name(), isRoot);
            install(layout);
            return 0;
        } catch (IOException e) {
            return fail("can't write " + e.getMessage());
        } catch (InstallFailure e) {
            return fail(e.getMessage());
        }
    }

    private void install(Layout layout) throws IOException {
        boolean withAccounts = !filesOnly && !layout.forUser();
        Accounts accounts = new Accounts(layout);
        if (withAccounts) {
            accounts.check();
        }
        List<String> done = new ArrayList<>();
        for (Item item : Items.of(layout, jar.get())) {
            item.put(place.isDryRun()).ifPresent(what -> done.add(what + " " + item.path()));
        }
        if (withAccounts) {
            done.addAll(accounts.make(place.isDryRun()));
        }
        PrintWriter out = spec.commandLine().getOut();
        done.forEach(line -> out.println((place.isDryRun() ? "would have " : "") + line));
        if (done.isEmpty()) {
            out.println("nothing changed: all of it is there");
        }
        if (!filesOnly && !place.isDryRun()) {
            tellNext(layout, out, !done.isEmpty());
        }
        out.flush();
    }

    private void tellNext(Layout layout, PrintWriter out, boolean changed) {
        Services services = new Services(layout, host.variables());
        services.reload();
        String systemctl = (layout.forUser() ? "" : "sudo ") + String.join(" ", services.systemctl());
        if (!services.isRunning(UNIT)) {
            out.println("next: set server_url and codebases in " + layout.config().resolve("config.json") + ", then: "
                    + systemctl + " enable --now " + UNIT);
        } else if (changed) {
            out.println("next: the new program takes over without ending a task by: " + systemctl + " reload " + UNIT);
        }
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + message);
        return 1;
    }
}
