/** What can't be in an integrator's files of routes, told with file, line, route and what was expected. */
package io.agentmesh.settings.routes;
