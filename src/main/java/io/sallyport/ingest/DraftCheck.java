package io.sallyport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.sallyport.document.Acl;
import io.sallyport.document.Classification;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.Schema;
import io.sallyport.identity.Tenant;

/// Turns a draft into a document, or says everything that keeps it from being one.
final class DraftCheck {

    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_URI = 2_000;
    private static final int LARGEST_TEXT = 2 * 1024 * 1024;
    /// Schemes that run or carry content where a citation is clicked.
    private static final Set<String> REFUSED_SCHEMES = Set.of("javascript", "data", "vbscript", "blob");

    private final Schema schema;
    private final Tenant tenant;
    private final Clock clock;
    private final Problems problems = new Problems();

    DraftCheck(Schema schema, Tenant tenant, Clock clock) {
        this.schema = schema;
        this.tenant = tenant;
        this.clock = clock;
    }

    /// The document in a new version.
    ///
    /// @throws DraftRejected naming every problem
    Document document(Collection collection, String name, Draft draft) {
        if (!DocumentId.isName(name)) {
            problems.add("/id", "begins with a letter or digit and goes on with those and . _ ~ : @ -, 200 at most");
        }
        Optional<String> title = draft.title().filter(this::isTitle);
        Optional<String> uri = uri(draft);
        checkText(draft);
        Optional<Classification> classification = classification(draft);
        Optional<Acl> acl = acl(draft);
        Optional<Instant> updated = updatedAt(draft);
        if (title.isEmpty()) {
            problems.add("/title", "is one line of 1 to %d characters".formatted(LONGEST_TITLE));
        }
        Map<String, Object> attributes = new AttributesCheck(schema, problems).attributes(draft.attributes());
        problems.throwIfAny();
        Instant time = updated.orElseThrow();
        Classification level = classification.orElseThrow();
        fill(attributes, level, time);
        return new Document(
                new DocumentId(tenant, collection, name),
                DocumentVersion.next(),
                title.orElseThrow(),
                uri.orElseThrow(),
                level,
                acl.orElseThrow(),
                attributes,
                time);
    }

    /// The text of a draft that made a document.
    String text(Draft draft) {
        return draft.text().orElseThrow();
    }

    private void fill(Map<String, Object> attributes, Classification level, Instant updatedAt) {
        Map<String, Object> own = Map.of(
                Schema.TENANT, tenant.value(), Schema.CLASSIFICATION, (long) level.rank(), Schema.UPDATED_AT,
                updatedAt);
        own.forEach((name, value) -> schema.field(name).ifPresent(field -> attributes.put(name, value)));
    }

    private boolean isTitle(String title) {
        return !title.isBlank()
                && title.length() <= LONGEST_TITLE
                && Text.isOneLine(title)
                && Text.isWellFormed(title);
    }

    private Optional<String> uri(Draft draft) {
        String uri = draft.uri().orElse("");
        boolean sound = uri.isEmpty() || uri.length() <= LONGEST_URI && isSoundUri(uri);
        if (!sound) {
            problems.add("/uri",
                    "is an absolute URI of at most %,d characters, such as https://…".formatted(LONGEST_URI));
        }
        return sound ? Optional.of(uri) : Optional.empty();
    }

    private static boolean isSoundUri(String uri) {
        try {
            String scheme = new URI(uri).getScheme();
            return scheme != null && !REFUSED_SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private void checkText(Draft draft) {
        String text = draft.text().orElse("");
        if (text.isBlank()) {
            problems.add("/text", "is required and not blank");
        } else if (!Text.isWellFormed(text)) {
            problems.add("/text", "is Unicode text without half surrogate pairs");
        } else if (text.getBytes(UTF_8).length > LARGEST_TEXT) {
            problems.add("/text", "has at most %,d bytes in UTF-8".formatted(LARGEST_TEXT));
        }
    }

    private Optional<Classification> classification(Draft draft) {
        Optional<Classification> level = draft.classification().flatMap(schema::classification);
        if (level.isEmpty()) {
            String hint = draft.classification()
                    .flatMap(name -> Suggestion.closest(name, schema.levels()))
                    .orElse("");
            problems.add("/classification", "is one of %s%s".formatted(String.join(", ", schema.levels()), hint));
        }
        return level;
    }

    private Optional<Acl> acl(Draft draft) {
        if (draft.acl().isEmpty()) {
            problems.add("/acl", "is required: a document without an ACL is not published");
        }
        return draft.acl().map(acl -> AclCheck.ofDocument(acl, problems));
    }

    private Optional<Instant> updatedAt(Draft draft) {
        if (draft.updatedAt().isEmpty()) {
            return Optional.of(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
        Optional<Instant> parsed = draft.updatedAt().flatMap(Timestamp::parse);
        if (parsed.isEmpty()) {
            problems.add("/updated_at", Timestamp.EXPECTED);
        }
        return parsed;
    }
}
