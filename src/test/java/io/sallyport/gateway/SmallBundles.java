package io.sallyport.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.Principal;
import io.sallyport.policy.PolicyFiles;
import io.sallyport.policy.PolicyLoader;
import io.sallyport.policy.PolicySet;
import io.sallyport.policy.PolicySettings;
import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;

/// Bundles of a few rules, for tests of what a change of them would do.
final class SmallBundles {

    private static final String BASE = """
            apiVersion: sallyport/v1
            kind: %s
            metadata: { name: test, owner: tests@halden.example }
            spec:
            """;
    static final String VOCABULARY = BASE.formatted("Vocabulary") + """
              levels: [public, internal, secret]
              document:
                tenant:         { type: string, required: true, index: acl.tenant }
                classification: { type: level,  required: true, index: acl.classification }
              subject:
                id: { type: string, claim: sub }
              request:
                purpose: { type: string }
              model:
                id: { type: string }
            """;
    private static final String MODELS = BASE.formatted("ModelPolicy") + """
              models:
                - { id: caller }
              rules:
                - id: any
                  effect: allow
                  reason: Any.
                  when: |
                    document.classification <= level.secret
            """;
    private static final String REQUESTS = rule("RequestPolicy", "request.purpose == \"work\"");
    static final String PUBLIC = rule("RetrievalPolicy", "document.classification <= level.public");
    static final String INTERNAL = rule("RetrievalPolicy", "document.classification <= level.internal");
    static final String SECRET = rule("RetrievalPolicy", "document.classification <= level.secret");
    static final String OBLIGATIONS = BASE.formatted("ObligationPolicy") + """
              rules:
                - id: secrets-in-small-doses
                  reason: Secrets in small doses.
                  when: |
                    request.classification == level.secret
                  apply:
                    limits: { maxDocuments: 3 }
            """;

    /// One collection that everyone may search.
    static final CollectionCatalog CATALOG = new CollectionCatalog(
            Map.of(Shelf.PEOPLE, new CollectionCatalog.Access(Set.of(Principal.EVERYONE), Set.of())));

    private SmallBundles() {}

    static String rule(String kind, String when) {
        return BASE.formatted(kind) + """
                  rules:
                    - id: the-rule
                      effect: allow
                      reason: The rule.
                      when: |
                        %s
                """.formatted(when);
    }

    /// These files beside a vocabulary, a model, and a rule by which everyone may ask for work.
    static PolicySet bundle(Map<String, String> files) {
        var all = new HashMap<>(
                Map.of("vocabulary.yaml", VOCABULARY, "models.yaml", MODELS, "requests.yaml", REQUESTS));
        all.putAll(files);
        var bytes = new HashMap<String, byte[]>();
        all.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        try (var redactor = Redactor.of(RedactionSettings.defaults())) {
            return new PolicyLoader(PolicySettings.defaults(), redactor).load(PolicyFiles.of("test", bytes));
        }
    }
}
