package io.sallyport.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.identity.Subject;

/// Recognises our own answers when a caller sends them back as history. Keeps digests and sources, no text. What is
/// forgotten, by time, number or restart, is not recognised.
final class AnswerMemory {

    private static final int MOST_ANSWERS = 100_000;

    /// A document an answer was made from.
    record Source(DocumentId id, DocumentVersion version) {

        static Source of(Document document) {
            return new Source(document.id(), document.version());
        }
    }

    private final Cache<String, List<Source>> answers;

    AnswerMemory(Duration lifetime) {
        this.answers = Caffeine.newBuilder()
                .maximumSize(MOST_ANSWERS)
                .expireAfterWrite(lifetime)
                .build();
    }

    void remember(Subject subject, String answer, List<Source> sources) {
        answers.put(key(subject, answer), List.copyOf(sources));
    }

    Optional<List<Source>> recognise(Subject subject, String answer) {
        return Optional.ofNullable(answers.getIfPresent(key(subject, answer)));
    }

    private static String key(Subject subject, String answer) {
        MessageDigest digest = Digests.sha256();
        for (String part : List.of(
                subject.issuer(), subject.tenant().value(), subject.id().value(), answer.strip())) {
            digest.update(part.getBytes(UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
