package io.agentmesh.worker.lifecycle;

/** What has started the worker as a service, such as systemd, and wants to hear how it is. */
interface ServiceManager extends AutoCloseable {

    /** Nobody wants to hear. */
    ServiceManager NONE = new ServiceManager() {

        @Override
        public void tell(String message) {
            // Nobody listens.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** @param message as in sd_notify(3): lines of {@code NAME=value}. One that can't be told is passed over. */
    void tell(String message);

    @Override
    void close();
}
