package io.sallyport.redaction;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A kind of personal data, named as Presidio names it. Only names of the entity table exist; that a name exists
/// says nothing about a detector being installed, ask [Redactor#detects] for that.
///
/// @param name upper case letters, digits and underscores, one of [#all]
public record EntityType(String name) implements Comparable<EntityType> {

    /// A mailbox with a dotted domain, RFC 5321.
    public static final EntityType EMAIL_ADDRESS = new EntityType("EMAIL_ADDRESS");
    /// A telephone number of 7 to 15 digits, ITU-T E.164 or a national form.
    public static final EntityType PHONE_NUMBER = new EntityType("PHONE_NUMBER");
    /// An international bank account number, ISO 13616.
    public static final EntityType IBAN_CODE = new EntityType("IBAN_CODE");
    /// A payment card number of 12 to 19 digits, ISO/IEC 7812.
    public static final EntityType CREDIT_CARD = new EntityType("CREDIT_CARD");
    /// A social security number of the United States.
    public static final EntityType US_SSN = new EntityType("US_SSN");
    /// An IPv4 or IPv6 address in a textual form of RFC 791 or RFC 4291.
    public static final EntityType IP_ADDRESS = new EntityType("IP_ADDRESS");

    /// @throws IllegalArgumentException if no row of the entity table has this name
    public EntityType {
        if (!Names.ALL.contains(name)) {
            throw new IllegalArgumentException("Unknown entity type: expected one of " + new TreeSet<>(Names.ALL));
        }
    }

    /// Every entity type of the table, by name.
    public static Set<EntityType> all() {
        return Names.ALL.stream().map(EntityType::new).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int compareTo(EntityType other) {
        return Comparator.comparing(EntityType::name).compare(this, other);
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class Names {

        static final Set<String> ALL = Set.of("EMAIL_ADDRESS", "PHONE_NUMBER", "IBAN_CODE", "CREDIT_CARD", "US_SSN",
                "IP_ADDRESS");
    }
}
