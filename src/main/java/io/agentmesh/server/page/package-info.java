/**
 * The web page that shows tasks and workers. Begin with {@link io.agentmesh.server.page.Page}. It uses the public HTTP
 * API alone, so no data of the server may come in here.
 */
package io.agentmesh.server.page;
