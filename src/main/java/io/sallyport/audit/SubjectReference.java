package io.sallyport.audit;

/// Names the person or machine an entry is about. For now it is the clear id `<tenant>/<subject>`, so that an officer
/// can read who it was; pseudonymous references come together with sealing.
///
/// @param value 1 to 512 characters
public record SubjectReference(String value) {

    public SubjectReference {
        Require.name(value, "subject");
    }

    /// The reference of a subject within a tenant.
    public static SubjectReference of(String tenant, String subject) {
        return new SubjectReference(tenant + "/" + subject);
    }

    @Override
    public String toString() {
        return value;
    }
}
