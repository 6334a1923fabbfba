/**
 * From configuration files, environment and flags to checked settings, and from those to Camel properties and the
 * list of route files.
 */
package io.agentmesh.settings;
