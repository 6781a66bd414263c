package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.sallyport.document.Acl;
import io.sallyport.document.Classification;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.Principal;
import io.sallyport.identity.Claims;
import io.sallyport.identity.Clearance;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Group;
import io.sallyport.identity.Role;
import io.sallyport.identity.SignIn;
import io.sallyport.identity.Subject;
import io.sallyport.identity.SubjectId;
import io.sallyport.identity.Tenant;
import io.sallyport.redaction.EntityType;

/// Subjects, documents and policy folders of the tests in this room.
final class Given {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    static final List<String> LEVELS = List.of("public", "internal", "confidential", "secret");

    static final String VOCABULARY = """
            apiVersion: sallyport/v1
            kind: Vocabulary
            metadata: { name: test, owner: tests@sallyport.example }
            spec:
              levels: [public, internal, confidential, secret]
              document:
                tenant:         { type: string,       required: true,  index: acl.tenant }
                classification: { type: level,        required: true,  index: acl.classification }
                region:         { type: string,       required: false, index: acl.region }
                owner:          { type: string,       required: false, index: acl.owner }
                tags:           { type: list(string), required: false, index: acl.tags }
                audience:       { type: list(string), required: true,  index: acl.audience }
                pages:          { type: int,          required: false, index: acl.pages }
                score:          { type: double,       required: false, index: acl.score }
                draft:          { type: bool,         required: false, index: acl.draft }
                until:          { type: timestamp,    required: false, index: acl.until }
              subject:
                id:        { type: string,       claim: sub }
                tenant:    { type: string,       claim: tid }
                clearance: { type: level,        claim: clearance }
                roles:     { type: list(string), claim: roles, maxItems: 5 }
                region:    { type: string,       claim: region }
                age:       { type: int,          claim: age }
                weight:    { type: double,       claim: weight }
                since:     { type: timestamp,    claim: since }
                mfa:       { type: bool,         claim: security.mfa }
              request:
                purpose:    { type: string }
                clientId:   { type: string }
                channel:    { type: string }
                time:       { type: timestamp }
                hour:       { type: int }
                breakGlass: { type: bool }
              model:
                id:      { type: string }
                hosting: { type: string }
                ceiling: { type: level }
            """;

    static final String MODELS = """
            apiVersion: sallyport/v1
            kind: ModelPolicy
            metadata: { name: models, owner: tests@sallyport.example }
            spec:
              models:
                - { id: caller, hosting: internal, ceiling: secret }
                - { id: local,  hosting: internal, ceiling: secret }
                - { id: remote, hosting: external, ceiling: internal }
              rules:
                - id: up-to-the-ceiling
                  effect: allow
                  reason: Up to the ceiling.
                  when: |
                    document.classification <= model.ceiling
            """;

    /// As if these types and one group had detectors.
    static final EntityNames ENTITIES = new EntityNames() {

        private final Map<String, Set<EntityType>> known = Map.of(
                "EMAIL_ADDRESS",
                Set.of(EntityType.EMAIL_ADDRESS),
                "IBAN_CODE",
                Set.of(EntityType.IBAN_CODE),
                "CREDIT_CARD",
                Set.of(EntityType.CREDIT_CARD),
                "BANK",
                Set.of(EntityType.IBAN_CODE, EntityType.CREDIT_CARD));

        @Override
        public Optional<Set<EntityType>> named(String name) {
            return Optional.ofNullable(known.get(name));
        }

        @Override
        public Set<String> names() {
            return known.keySet();
        }
    };

    private Given() {}

    /// A file of one rule kind; the rules are already indented by four.
    static String rules(String kind, String... rules) {
        return """
                apiVersion: sallyport/v1
                kind: %s
                metadata: { name: test, owner: tests@sallyport.example }
                spec:
                  rules:
                %s""".formatted(kind, String.join("", rules));
    }

    static String rule(String id, String effect, String when) {
        return """
                    - id: %s
                      effect: %s
                      reason: Reason of %s.
                      when: |
                        %s
                """.formatted(id, effect, id, when);
    }

    static String obligation(String id, String when, String apply) {
        return """
                    - id: %s
                      reason: Reason of %s.
                      when: |
                        %s
                      apply: %s
                """.formatted(id, id, when, apply);
    }

    static PolicySet load(Path folder, Map<String, String> files) {
        return load(folder, files, PolicySettings.defaults());
    }

    static PolicySet load(Path folder, Map<String, String> files, PolicySettings settings) {
        write(folder, files);
        return new PolicyLoader(settings, ENTITIES).load(folder);
    }

    /// The test vocabulary and models, everybody may ask, and these files.
    static PolicySet loadWith(Path folder, Map<String, String> files) {
        var all = new TreeMap<>(files);
        all.putIfAbsent("00-vocabulary.yaml", VOCABULARY);
        all.putIfAbsent("30-models.yaml", MODELS);
        all.putIfAbsent("10-request.yaml", rules("RequestPolicy", rule("anybody", "allow", "true")));
        return load(folder, all);
    }

    static void write(Path folder, Map<String, String> files) {
        files.forEach((name, text) -> {
            try {
                Files.createDirectories(folder.resolve(name).getParent());
                Files.write(folder.resolve(name), text.getBytes(UTF_8));
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
    }

    static Map<String, Object> claims() {
        return Map.of(
                "sub",
                "anna",
                "tid",
                "acme",
                "clearance",
                "confidential",
                "roles",
                List.of("staff", "legal"),
                "region",
                "eu");
    }

    static Map<String, Object> claims(String name, Object value) {
        var claims = new HashMap<>(claims());
        claims.put(name, value);
        return claims;
    }

    static Subject subject(Map<String, Object> claims) {
        var roles = new LinkedHashSet<Role>();
        if (claims.get("roles") instanceof List<?> names) {
            names.stream().map(String::valueOf).filter(name -> !name.isBlank()).map(Role::new).forEach(roles::add);
        }
        var groups = new LinkedHashSet<Group>();
        if (claims.get("groups") instanceof List<?> names) {
            names.stream().map(String::valueOf).filter(name -> !name.isBlank()).map(Group::new).forEach(groups::add);
        }
        return new Subject(
                "https://issuer.example",
                new SubjectId(String.valueOf(claims.getOrDefault("sub", "anna"))),
                new Tenant(String.valueOf(claims.getOrDefault("tid", "acme"))),
                new ClientId("assistant"),
                groups,
                roles,
                Optional.ofNullable(claims.get("clearance")).map(String::valueOf).map(Clearance::new),
                new SignIn(List.of("pwd"), false),
                new Claims(claims));
    }

    static AccessRequest request(Map<String, Object> claims) {
        return request(claims, "local");
    }

    static AccessRequest request(Map<String, Object> claims, String model) {
        return new AccessRequest(
                subject(claims),
                new Purpose("everyday-work"),
                new Channel("web"),
                model.equals("caller") ? ModelId.CALLER : new ModelId(model),
                NOW,
                false);
    }

    static Permit permit(PolicySet policies, AccessRequest request) {
        return (Permit) policies.decide(request);
    }

    static Deny deny(PolicySet policies, AccessRequest request) {
        return (Deny) policies.decide(request);
    }

    static Acl everyone() {
        return new Acl(Set.of(Principal.EVERYONE), Set.of());
    }

    /// An internal document of acme for everyone with these attributes besides the required ones.
    static Document document(Map<String, Object> attributes) {
        return document("internal", attributes, everyone());
    }

    static Document document(String level, Map<String, Object> attributes, Acl acl) {
        int rank = LEVELS.indexOf(level);
        var all = new HashMap<String, Object>(
                Map.of("tenant", "acme", "classification", (long) rank, "audience", List.of("all")));
        all.putAll(attributes);
        return new Document(
                new DocumentId(new Tenant("acme"), new Collection("docs"), "doc"),
                new DocumentVersion("1"),
                "A document",
                "",
                new Classification(level, rank),
                acl,
                all,
                NOW);
    }

    static Document without(Document document, String attribute) {
        var fewer = new HashMap<>(document.attributes());
        fewer.remove(attribute);
        return new Document(
                document.id(),
                document.version(),
                document.title(),
                document.uri(),
                document.classification(),
                document.acl(),
                fewer,
                document.updatedAt());
    }
}
