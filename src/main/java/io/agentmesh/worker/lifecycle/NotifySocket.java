package io.agentmesh.worker.lifecycle;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.unix.DomainSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket for systemd's service notifications (sd_notify(3)), used by this process itself: so {@code
 * NotifyAccess=main} is enough, and no agent can notify for the worker.
 */
final class NotifySocket implements ServiceManager {

    private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);
    private static final long TIMEOUT_MILLIS = 2000;

    private final EventLoopGroup loop;
    private final Channel channel;

    /** The socket of the environment, or none; where the native code doesn't run, that is logged. */
    static ServiceManager open(Map<String, String> environment) {
        String name = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (!name.startsWith("/") && !name.startsWith("@")) {
            return NONE;
        }
        try {
            return connect(name);
        } catch (LinkageError e) {
            LOG.warn("the service manager can't be told how the worker is: {}", e.toString());
            return NONE;
        }
    }

    private NotifySocket(EventLoopGroup loop, Channel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /** @param name a path, or {@code @} and an abstract name */
    private static ServiceManager connect(String name) {
        EventLoopGroup loop = new EpollEventLoopGroup(1, task -> {
            Thread thread = new Thread(task, "service-manager");
            thread.setDaemon(true);
            return thread;
        });
        ChannelFuture connected = new Bootstrap().group(loop).channel(EpollDomainDatagramChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new DomainSocketAddress(name.startsWith("@") ? "\0" + name.substring(1) : name))
                .awaitUninterruptibly();
        if (connected.isSuccess()) {
            return new NotifySocket(loop, connected.channel());
        }
        loop.shutdownGracefully(0, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        LOG.warn("the service manager can't be told how the worker is: {}", connected.cause().toString());
        return NONE;
    }

    @Override
    public void send(String message) {
        var sent = channel.writeAndFlush(Unpooled.copiedBuffer(message, StandardCharsets.UTF_8));
        if (sent.awaitUninterruptibly(TIMEOUT_MILLIS) && !sent.isSuccess()) {
            LOG.debug("the service manager doesn't hear: {}", sent.cause().toString());
        }
    }

    @Override
    public void close() {
        channel.close();
        loop.shutdownGracefully(0, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
