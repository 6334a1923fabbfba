package io.agentmesh.cli.install;

import java.io.IOException;
import java.util.concurrent.Callable;

import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that changes a machine, or one user's part of it. Exit codes: 0 done, 1 it can't be, and the reason is told. */
abstract class PlaceCommand implements Callable<Integer> {

    @Mixin
    private Place place;

    @Spec
    private CommandSpec spec;

    private final HostEnvironment host;
    private final boolean isRoot;
    private final String verb;

    /**
     * @param isRoot whether this process may change the whole machine
     * @param verb   what it does to files, for the sentence that says that it can't
     */
    PlaceCommand(HostEnvironment host, boolean isRoot, String verb) {
        this.host = host;
        this.isRoot = isRoot;
        this.verb = verb;
    }

    /** @throws InstallFailure with a sentence where it can't be done */
    abstract void perform(Layout layout) throws IOException;

    @Override
    public Integer call() {
        Layout layout = place.layout(host);
        try {
            if (!isDryRun()) {
                Place.checkRights(layout, spec.name(), isRoot);
            }
            perform(layout);
            return 0;
        } catch (IOException e) {
            return fail("can't " + verb + " " + e.getMessage());
        } catch (InstallFailure e) {
            return fail(e.getMessage());
        }
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + message);
        return 1;
    }

    boolean isDryRun() {
        return place.isDryRun();
    }

    /** One line about something that was done, or would be. */
    void tell(String done) {
        say((isDryRun() ? "would have " : "") + done);
    }

    void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    HostEnvironment host() {
        return host;
    }
}
