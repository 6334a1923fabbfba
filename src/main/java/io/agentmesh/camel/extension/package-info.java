/**
 * What Camel is extended by in all programs: folders of any name, and variables that end with their route. Begin with
 * {@link io.agentmesh.camel.extension.OwnVariables} and {@link io.agentmesh.camel.extension.FolderComponent}. Beans that
 * routes call by name never come in here.
 */
package io.agentmesh.camel.extension;
