package io.agentmesh.cli.install;

import java.io.IOException;
import java.util.concurrent.Callable;

import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Base of commands that change a machine, or one user's part of it. Exit codes: 0 done, 1 failed with a reason. */
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
     * @param verb   for the sentence of a failure
     */
    PlaceCommand(HostEnvironment host, boolean isRoot, String verb) {
        this.host = host;
        this.isRoot = isRoot;
        this.verb = verb;
    }

    /** @throws InstallFailure with a sentence where it fails */
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

    /** Prints a change that was made, or would be. */
    void report(String done) {
        print((isDryRun() ? "would have " : "") + done);
    }

    void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    HostEnvironment host() {
        return host;
    }
}
