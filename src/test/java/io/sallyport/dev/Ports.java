package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Loopback ports for the servers of the development stack.
final class Ports {
    private Ports() {}

    /// A port that nothing listens on now; another process may take it before the caller does.
    static int free() {
        try (var socket = listen(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on 127.0.0.1", e);
        }
    }

    /// Checks that a server may listen on `port` (0 = any, always fine).
    ///
    /// @param property the property that chooses the port, named in the message
    /// @throws PortInUse if something listens on it already
    static void requireFree(int port, String property) {
        try (var socket = listen(port)) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new PortInUse(port, property);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// A port that a server of the development stack needs is taken.
    static final class PortInUse extends IllegalStateException {
        private static final long serialVersionUID = 1;

        PortInUse(int port, String property) {
            super("Port %d on 127.0.0.1 is in use; free it or choose another with %s=<port>".formatted(port, property));
        }
    }
}
