package io.sallyport.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/// A small HTTP server on 127.0.0.1 and any port.
final class Loopback implements AutoCloseable {

    private final HttpServer server;

    private Loopback(HttpServer server) {
        this.server = server;
    }

    /// Serves until closed.
    static Loopback serving(HttpHandler handler) {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else a delta may wait 40 ms for an acknowledgement
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", handler);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return new Loopback(server);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on 127.0.0.1", e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
