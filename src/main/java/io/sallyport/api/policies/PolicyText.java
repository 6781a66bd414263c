package io.sallyport.api.policies;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import io.sallyport.api.Malformed;
import io.sallyport.policy.PolicyFiles;

/// Reads the body that is a policy file.
final class PolicyText {

    private static final String YAML = "application/yaml";
    private static final Set<String> TYPES = Set.of(YAML, "application/x-yaml", "text/yaml", "text/x-yaml",
            "text/plain");

    private PolicyText() {}

    /// @throws Malformed when it says it is something else, or is too large
    static byte[] read(HttpServletRequest request) throws IOException {
        String given = Optional.ofNullable(request.getContentType()).orElse(YAML).toLowerCase(Locale.ROOT);
        if (!TYPES.contains(given.split(";", 2)[0].strip())) {
            throw Malformed.mediaType(YAML);
        }
        byte[] body = request.getInputStream().readNBytes(PolicyFiles.MOST_BYTES + 1);
        if (body.length > PolicyFiles.MOST_BYTES) {
            throw Malformed.tooLarge(PolicyFiles.MOST_BYTES);
        }
        return body;
    }
}
