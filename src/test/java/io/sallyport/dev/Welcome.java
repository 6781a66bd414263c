package io.sallyport.dev;

import java.net.URI;

/// What a developer wants to know once everything runs: where it is and what to paste.
record Welcome(URI gateway, URI management, URI issuer, URI cluster, URI model, int documents, long seconds) {

    private static final String TEXT = """

            Sallyport is ready after %d s. Ctrl-C stops everything.
              Gateway        %s
              Operations     %s/actuator/health
              Issuer         %s   (people: alice, bob, conrad, carla, lena, sam …; password = name)
              Elasticsearch  %s
              Model          %s
              World          %d documents of Halden Mutual

            Ask as bob, then as alice:
              TOKEN=$(curl -s -u bob:bob -d grant_type=client_credentials %s/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
              curl -s %s/v1/chat/completions -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"model":"halden-local","messages":[{"role":"user","content":"What is the budget of the Rotterdam office move?"}]}'
            """;

    @Override
    public String toString() {
        return TEXT.formatted(seconds, gateway, management, issuer, cluster, model, documents, issuer, gateway);
    }
}
