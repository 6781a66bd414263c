package io.sallyport.gateway;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.TestStack;

/// A document of a test's own in a collection of olga's: internal, of the EU, and gone when closed.
public record OwnDocument(String collection, String id) implements AutoCloseable {

    private static final GatewayClient CLIENT = TestStack.client();

    /// Writes it, visible at once to whom the lines name.
    public static OwnDocument write(String collection, String title, String text, String... allow) {
        var document = new OwnDocument(collection, "own-" + UUID.randomUUID());
        var body = Map.of(
                "title", title,
                "text", text,
                "classification", "internal",
                "acl", Map.of("allow", List.of(allow)),
                "attributes", Map.of("region", "eu"));
        var reply = CLIENT.put("olga", document.path() + "?refresh=wait", body);
        if (reply.status() != 201) {
            throw new AssertionError(reply.body());
        }
        return document;
    }

    /// Takes it away from everybody but olga.
    public void revoke() {
        var reply = CLIENT.put("olga", path() + "/acl", Map.of("allow", List.of("user:olga")));
        if (reply.status() != 200) {
            throw new AssertionError(reply.body());
        }
    }

    public String path() {
        return "/v1/collections/%s/documents/%s".formatted(collection, id);
    }

    @Override
    public void close() {
        CLIENT.delete("olga", path());
    }
}
