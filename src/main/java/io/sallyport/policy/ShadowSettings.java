package io.sallyport.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Policies that decide beside those in force on real requests, without any effect.
///
/// @param directory       the folder with the candidate's files, apart from the policy folder; empty = shadow mode is off.
///                        A folder that does not exist or holds no policy file is no candidate
/// @param countsPerMinute for how many requests a minute the index is asked how many documents the candidate would newly
///                        show; 0 = never
@ConfigurationProperties("sallyport.policies.shadow")
public record ShadowSettings(@DefaultValue("") String directory, @DefaultValue("6") int countsPerMinute) {

    private static final int MOST_COUNTS = 600;

    public ShadowSettings {
        if (countsPerMinute < 0 || countsPerMinute > MOST_COUNTS) {
            throw new IllegalArgumentException(
                    "sallyport.policies.shadow.counts-per-minute is 0 to %d".formatted(MOST_COUNTS));
        }
    }

    boolean isOn() {
        return !directory.isBlank();
    }

    Path folder() {
        return Path.of(directory);
    }

    /// Files below the policy folder are in force, so a candidate must not lie there.
    ///
    /// @throws IllegalArgumentException when one folder lies in the other
    void requireApartFrom(Path policies) {
        var ours = real(folder());
        var theirs = real(policies);
        if (isOn() && (ours.startsWith(theirs) || theirs.startsWith(ours))) {
            throw new IllegalArgumentException(
                    "sallyport.policies.shadow.directory and sallyport.policies.directory lie apart, found one in the other");
        }
    }

    private static Path real(Path folder) {
        try {
            return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
        } catch (IOException unreadable) {
            return folder.toAbsolutePath().normalize();
        }
    }
}
