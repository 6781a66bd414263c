package io.sallyport.ingest;

import java.util.List;

/// An ACL as its writer wrote it, unchecked: principals as `user:…`, `group:…`, `role:…` or `everyone`.
public record AclDraft(List<String> allow, List<String> deny) {

    public AclDraft {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }
}
