/** {@code agentmesh routes}: lists, prints and copies the routes of a worker and a server. */
package io.agentmesh.cli.routes;
