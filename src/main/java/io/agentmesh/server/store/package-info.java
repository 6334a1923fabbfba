/**
 * The databases: SQLite and PostgreSQL, their migrations, connections and transactions. Begin with {@link
 * io.agentmesh.server.store.Database}. No statement about tasks may stand here: these are SQL of the routes.
 */
package io.agentmesh.server.store;
