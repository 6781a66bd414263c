package io.sallyport.index;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the indices are named and made, and how long a call to them may take. The cluster itself is named by the
/// standard `spring.elasticsearch.*`.
///
/// @param prefix       first part of every index name
/// @param timeout      deadline of every single call
/// @param startTimeout how long the start waits for the cluster to answer
/// @param shards       primary shards of an index that is created
/// @param replicas     copies of each shard of an index that is created
@ConfigurationProperties("sallyport.index")
public record IndexSettings(
        @DefaultValue("sallyport") String prefix,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("30s") Duration startTimeout,
        @DefaultValue("1") int shards,
        @DefaultValue("1") int replicas) {

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public IndexSettings {
        require(PREFIX.matcher(prefix).matches(), "prefix", "matches " + PREFIX.pattern());
        require(timeout.isPositive(), "timeout", "is longer than nothing");
        require(!startTimeout.isNegative(), "start-timeout", "is not negative");
        require(shards >= 1 && shards <= 1024, "shards", "is 1 to 1024");
        require(replicas >= 0 && replicas <= 10, "replicas", "is 0 to 10");
    }

    private static void require(boolean holds, String property, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException("sallyport.index.%s %s".formatted(property, expectation));
        }
    }
}
