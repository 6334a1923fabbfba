/**
 * What settings depend on that is a property of the machine: environment variables, home and working folder, host name,
 * character set, signals. Begin with {@link io.agentmesh.settings.host.HostEnvironment}, the only way by which the
 * program looks at its environment. No value of a setting is checked here.
 */
package io.agentmesh.settings.host;
