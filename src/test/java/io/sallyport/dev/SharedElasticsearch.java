package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/// The one Elasticsearch node of a test JVM: started by the first test that asks, stopped with the JVM.
///
/// Tests share it, so each uses index names of its own and never stops it.
public final class SharedElasticsearch {
    private SharedElasticsearch() {}

    /// Where the shared node answers.
    public static URI uri() {
        return Running.NODE.uri();
    }

    private static final class Running {
        static final ElasticsearchNode NODE = start();

        private static ElasticsearchNode start() {
            var home = home();
            var node = ElasticsearchNode.start(home, ElasticsearchNode.Options.defaults());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, home)));
            return node;
        }

        private static Path home() {
            try {
                return Files.createTempDirectory("sallyport-elasticsearch-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(ElasticsearchNode node, Path home) {
            node.close();
            try {
                FileSystemUtils.deleteRecursively(home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
