package io.agentmesh.camel.extension;

import java.io.File;
import java.util.Map;

import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileEndpoint;

/**
 * Camel's component {@code file} for folders of any name: Camel itself decodes the name as part of a URI, more than
 * once, and would poll another folder.
 */
public final class FolderComponent extends FileComponent {

    @Override
    protected GenericFileEndpoint<File> buildFileEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        FileEndpoint endpoint = (FileEndpoint) super.buildFileEndpoint(uri, remaining, parameters);
        String folder = CamelUri.path(endpoint.getConfiguration().getDirectory());
        endpoint.getConfiguration().setDirectory(folder);
        endpoint.setFile(new File(folder));
        return endpoint;
    }
}
