package io.agentmesh.cli.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agentmesh install}: installs the program. Exit codes: 0 installed, 1 failed. */
@Command(name = "install", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Installs this program as a systemd service of this machine, or of one user.",
            "",
            "Installs the program and its systemd units under /usr/local, writes first settings to /etc/a2a-worker, and "
                    + "creates the user agentmesh. Existing settings stay. To upgrade, run it again with a newer program."},
        optionListHeading = "%nOptions:%n",
        footer = {"", "Exit codes: 0 installed, 1 failed (the reason is printed), 2 a flag is wrong.", "",
            "Example: sudo agentmesh install && sudo systemctl enable --now agentmesh-worker"})
final class InstallCommand extends PlaceCommand {

    private static final String UNIT = "agentmesh-worker";

    @Option(names = "--files-only",
            description = "Only write the files: create no user, set no owners, don't notify systemd. For packages and images.")
    private boolean filesOnly;

    private final Supplier<Path> jar;

    /** @param jar of this program */
    InstallCommand(HostEnvironment host, boolean isRoot, Supplier<Path> jar) {
        super(host, isRoot, "write");
        this.jar = jar;
    }

    @Override
    void perform(Layout layout) throws IOException {
        boolean withAccounts = !filesOnly && !layout.forUser();
        Accounts accounts = new Accounts(layout);
        if (withAccounts) {
            accounts.check();
        }
        List<String> done = new ArrayList<>();
        for (Item item : Items.of(layout, jar.get())) {
            item.put(isDryRun()).ifPresent(what -> done.add(what + " " + item.path()));
        }
        if (withAccounts) {
            done.addAll(accounts.make(isDryRun()));
        }
        done.forEach(this::report);
        if (done.isEmpty()) {
            print("nothing changed: all of it is there");
        }
        if (!filesOnly && !isDryRun()) {
            printNextSteps(layout, !done.isEmpty());
        }
    }

    private void printNextSteps(Layout layout, boolean changed) {
        Services services = new Services(layout, host().variables());
        services.reload();
        String systemctl = (layout.forUser() ? "" : "sudo ") + String.join(" ", services.systemctl());
        if (!services.isRunning(UNIT)) {
            print("next: set server_url and codebases in " + layout.config().resolve("config.json") + ", then: "
                    + systemctl + " enable --now " + UNIT);
        } else if (changed) {
            print("next: the new program takes over without ending a task by: " + systemctl + " reload " + UNIT);
        }
    }
}
