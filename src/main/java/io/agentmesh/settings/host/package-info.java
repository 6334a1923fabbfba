/**
 * Properties of the machine on which settings depend: environment variables, home and working folder, host name,
 * character set, signals. Begin with {@link io.agentmesh.settings.host.HostEnvironment}, the only access of the program
 * to its environment. No value of a setting is checked here.
 */
package io.agentmesh.settings.host;
