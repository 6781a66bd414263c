package io.sallyport.api;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Bounds on what callers send.
///
/// @param maxRequest  largest body of a chat or retrieval request
/// @param maxDocument largest body, or line of a bulk body, that holds a document
/// @param maxBulk     most lines of a bulk body
/// @param allTenantsRoles who reads audit entries, or asks about documents in `:explain` and `:impact`, with one of these
///                        roles sees those of every tenant; none named = nobody
@ConfigurationProperties("sallyport.api")
public record ApiSettings(
        @DefaultValue("512KB") DataSize maxRequest,
        @DefaultValue("4MB") DataSize maxDocument,
        @DefaultValue("10000") int maxBulk,
        @DefaultValue Set<String> allTenantsRoles) {}
