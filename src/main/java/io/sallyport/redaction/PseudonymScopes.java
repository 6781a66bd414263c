package io.sallyport.redaction;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Keeps the pseudonyms of conversations, in memory only, until nobody has used them for a while. A conversation
/// belongs to one subject of one tenant: under another subject or tenant the same name is another conversation.
public final class PseudonymScopes {

    private final Cache<Key, Pseudonyms> conversations;

    private record Key(String tenant, String subject, String conversation) {}

    /// @param timeToLive how long an unused conversation is kept
    /// @param most how many conversations are kept; beyond that the least used go first
    public PseudonymScopes(Duration timeToLive, long most, Clock clock) {
        this.conversations = Caffeine.newBuilder().expireAfterAccess(timeToLive).maximumSize(most)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis())).executor(Runnable::run).build();
    }

    /// The scope of a conversation, new if it is not kept.
    public Pseudonyms conversation(String tenant, String subject, String conversation) {
        return conversations.get(new Key(tenant, subject, conversation), _ -> new Pseudonyms());
    }

    /// A scope for one request.
    public Pseudonyms request() {
        return new Pseudonyms();
    }
}
