package io.agentmesh.support;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;

/** In systemd's place: a datagram socket in the file system, or an abstract one ({@code @name}), that keeps what it hears. */
public final class NotifyListener implements AutoCloseable {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final EventLoopGroup loop = new EpollEventLoopGroup(1);

    public NotifyListener(String name) {
        new Bootstrap().group(loop).channel(EpollDomainDatagramChannel.class)
                .handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {

                    @Override
                    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
                        heard.add(packet.content().toString(StandardCharsets.UTF_8));
                    }
                })
                .bind(new DomainSocketAddress(name.startsWith("@") ? "\0" + name.substring(1) : name))
                .syncUninterruptibly();
    }

    /** The datagrams, each as it came. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
