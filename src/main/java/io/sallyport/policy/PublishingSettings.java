package io.sallyport.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How changed policies take effect.
///
/// @param interval how often the folder is looked at; what stays the same over two looks is judged. 0 = only at the
///                 start
/// @param lastGood the folder that keeps the bundle in force, for a restart while the policies do not load, and the list
///                 of revisions; outside the policy folder
/// @param writable whether policies may be changed over the API; not said: when the folder can be written and is no
///                 mounted ConfigMap
@ConfigurationProperties("sallyport.policies")
public record PublishingSettings(
        @DefaultValue("2s") Duration interval,
        @DefaultValue("data/policies") Path lastGood,
        @Nullable Boolean writable) {

    public PublishingSettings {
        if (interval.isNegative() || (interval.isPositive() && interval.toMillis() < 10)) {
            throw new IllegalArgumentException("sallyport.policies.interval is 0, or at least 10ms");
        }
        if (lastGood.toString().isBlank()) {
            throw new IllegalArgumentException("sallyport.policies.last-good names a folder");
        }
    }

    /// What configuration says about writing, if anything.
    public Optional<Boolean> mayWrite() {
        return Optional.ofNullable(writable);
    }
}
