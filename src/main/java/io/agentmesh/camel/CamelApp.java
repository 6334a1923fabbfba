package io.agentmesh.camel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.agentmesh.camel.extension.FolderComponent;
import io.agentmesh.camel.extension.OwnVariables;
import org.apache.camel.main.Main;

/**
 * Creates a camel-main application from validated settings, a list of route files and named beans.
 *
 * <p>The settings are merged already (flag, environment, file, default), so Camel must not read the environment again:
 * only {@code overrides} take precedence over the properties files.
 */
public final class CamelApp {

    private CamelApp() {
    }

    /**
     * @param propertiesFile an {@code application.properties} that overrides the built-in one, or null
     * @param routes         Camel resource URIs, see {@link RouteFiles}
     * @param overrides      properties that override both files
     * @param beans          for {@code #bean:…} or {@code ref:} in routes
     */
    public static Main create(Path propertiesFile, List<String> routes, Map<String, String> overrides,
            Map<String, Object> beans) {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:application.properties");
        main.addInitialProperty("camel.component.properties.environmentVariableMode", "1");
        main.configure().withAutoConfigurationEnvironmentVariablesEnabled(false);
        main.configure().withRoutesIncludePattern(String.join(",", routes));
        main.configure().withBasePackageScanEnabled(false);
        Properties properties = PropertyValues.file(propertiesFile);
        properties.putAll(overrides);
        main.setOverrideProperties(properties);
        main.bind("file", new FolderComponent());
        main.bind("ownVariables", new OwnVariables());
        beans.forEach(main::bind);
        return main;
    }
}
