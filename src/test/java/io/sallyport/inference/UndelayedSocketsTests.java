package io.sallyport.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UndelayedSocketsTests {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final UndelayedSockets SOCKETS = new UndelayedSockets();

    enum Way {
        LATER, BY_NAME, BY_NAME_FROM, BY_ADDRESS, BY_ADDRESS_FROM;

        Socket open(int port) throws IOException {
            return switch (this) {
                case LATER -> SOCKETS.createSocket();
                case BY_NAME -> SOCKETS.createSocket(HERE.getHostAddress(), port);
                case BY_NAME_FROM -> SOCKETS.createSocket(HERE.getHostAddress(), port, HERE, 0);
                case BY_ADDRESS -> SOCKETS.createSocket(HERE, port);
                case BY_ADDRESS_FROM -> SOCKETS.createSocket(HERE, port, HERE, 0);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSocketSendsAtOnceHoweverItIsMade(Way way) throws IOException {
        try (var server = new ServerSocket(0, 1, HERE); var socket = way.open(server.getLocalPort())) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
