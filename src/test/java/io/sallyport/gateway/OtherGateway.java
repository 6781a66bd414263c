package io.sallyport.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.PolicyFolders;
import io.sallyport.dev.RunningGateway;
import io.sallyport.dev.TestStack;

/// A second gateway on the servers of the test stack, once a JVM, without documents: only Legal reads the collection
/// `legal`, officers see their own tenant, and the purpose `customer-service` is good for two requests a minute.
public final class OtherGateway {

    private static final String LIMIT = """
            apiVersion: sallyport/v1
            kind: ObligationPolicy
            metadata:
              name: two-a-minute
              owner: tests@halden.example
            spec:
              rules:
                - id: two-a-minute
                  reason: Customer service may ask twice a minute here.
                  when: |
                    request.purpose == "customer-service"
                  apply:
                    limits: { requestsPerMinute: 2 }
            """;

    private OtherGateway() {}

    public static RunningGateway gateway() {
        return Running.GATEWAY;
    }

    public static GatewayClient client() {
        return new GatewayClient(gateway().uri(), TestStack.issuer()::token);
    }

    private static final class Running {

        static final RunningGateway GATEWAY = RunningGateway.start(TestStack.arguments().with(
                "--sallyport.policies.directory=" + policies(),
                "--sallyport.collections.legal.readers=group:legal",
                "--sallyport.api.all-tenants-roles="));

        private static Path policies() {
            try {
                Path folder = TestStack.temporary("policies");
                PolicyFolders.copyRules(folder, text -> text);
                Files.writeString(folder.resolve("50-two-a-minute.yaml"), LIMIT);
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
