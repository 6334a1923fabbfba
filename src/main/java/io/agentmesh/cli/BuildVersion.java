package io.agentmesh.cli;

import java.util.Properties;

import io.agentmesh.settings.source.ProgramFile;
import picocli.CommandLine.IVersionProvider;

/** Prints {@code --version}: the versions of the program, Camel and Java. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Properties build = read();
        return new String[] {
            "agentmesh " + build.getProperty("version"),
            "Apache Camel " + build.getProperty("camel"),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }

    /** Date of the sources, as {@code 2026-11-24}, so that builds are reproducible. */
    static String date() {
        return read().getProperty("date").substring(0, "2026-11-24".length());
    }

    private static Properties read() {
        return ProgramFile.properties(BuildVersion.class, "build.properties");
    }
}
