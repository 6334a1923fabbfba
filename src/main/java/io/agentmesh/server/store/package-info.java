/**
 * Where the server keeps what it knows: a SQLite file or a PostgreSQL database, opened, brought up to date, and spoken
 * to in one SQL.
 */
package io.agentmesh.server.store;
