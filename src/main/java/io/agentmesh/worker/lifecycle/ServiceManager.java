package io.agentmesh.worker.lifecycle;

/** The service manager that has started the worker, such as systemd. */
interface ServiceManager extends AutoCloseable {

    /** No service manager. */
    ServiceManager NONE = new ServiceManager() {

        @Override
        public void send(String message) {
            // Nothing to notify.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** @param message as in sd_notify(3): lines of {@code NAME=value}. Failures are ignored. */
    void send(String message);

    @Override
    void close();
}
