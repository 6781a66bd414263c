package io.sallyport.document;

import java.util.regex.Pattern;

import io.sallyport.identity.Tenant;

/// A document's identity. Names are unique per tenant and collection, so no tenant can probe or take the name of
/// another tenant's document.
///
/// @param name `[A-Za-z0-9][A-Za-z0-9._~:@-]{0,199}`
public record DocumentId(Tenant tenant, Collection collection, String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~:@-]{0,199}");

    public DocumentId {
        if (!isName(name)) {
            throw new IllegalArgumentException("a document id matches " + NAME.pattern());
        }
    }

    /// Whether `name` could name a document at all.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public String toString() {
        return collection + "/" + name;
    }
}
