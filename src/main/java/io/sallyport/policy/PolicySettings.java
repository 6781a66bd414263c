package io.sallyport.policy;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.sallyport.document.FilterSize;

/// Where policies are and what a decision may cost.
///
/// @param directory  the folder with the policy files
/// @param zone       the zone of `request.hour`, for example `Europe/Berlin`
/// @param maxClauses how many clauses a request's access filter may have, counted as in [FilterSize]; more is a refusal
/// @param maxTerms   how many terms it may have in all; search engines take 65,536 in one clause
@ConfigurationProperties("sallyport.policies")
public record PolicySettings(
        @DefaultValue("policies") String directory,
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("4096") int maxClauses,
        @DefaultValue("65536") int maxTerms) {

    public PolicySettings {
        if (directory.isBlank()) {
            throw new IllegalArgumentException("sallyport.policies.directory names a folder");
        }
        if (maxClauses < 1 || maxTerms < 1 || maxTerms > FilterSize.MOST_TERMS) {
            throw new IllegalArgumentException(
                    "sallyport.policies.max-clauses is at least 1 and max-terms from 1 to 65,536");
        }
    }

    /// The folder with the policy files.
    public Path folder() {
        return Path.of(directory);
    }

    /// What holds when nothing is configured.
    public static PolicySettings defaults() {
        return new PolicySettings("policies", ZoneOffset.UTC, 4_096, FilterSize.MOST_TERMS);
    }
}
