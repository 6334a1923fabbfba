/**
 * The server's HTTP API, as the client commands use it. Begin with {@link io.agentmesh.cli.client.ApiClient}. Nothing
 * here prints.
 */
package io.agentmesh.cli.client;
