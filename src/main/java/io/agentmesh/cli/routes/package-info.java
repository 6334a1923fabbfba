/** {@code agentmesh routes}: what a worker and a server are made of, to be read and to be copied out for a change. */
package io.agentmesh.cli.routes;
