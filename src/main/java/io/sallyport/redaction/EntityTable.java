package io.sallyport.redaction;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.sallyport.redaction.EntityRow.Documentation;

/// All entity types, one row each, in the order of precedence: of two findings of one length the earlier row names the
/// union, and at one place the earlier row is tried first.
final class EntityTable {

    /// Named lists of types. A group appears once one of its types has a row.
    private static final Map<String, Set<EntityType>> GROUPS = Map.of("NATIONAL_ID", Set.of(EntityType.US_SSN), "BANK",
            Set.of(EntityType.IBAN_CODE));

    private EntityTable() {}

    static Map<String, Set<EntityType>> groups() {
        return GROUPS;
    }

    /// @param phoneRegions ISO 3166-1 codes of the countries whose national telephone numbers are known
    static List<EntityRow> rows(List<String> phoneRegions) {
        return List.of(iban(), creditCard(), email(), ipAddress(), usSsn(), phone(phoneRegions));
    }

    /// What a policy may call `name`: the type, or all types of the group. Empty if there is neither.
    static Set<EntityType> expand(String name) {
        var named = new TreeSet<>(GROUPS.getOrDefault(name, Set.of()));
        EntityType.all().stream().filter(type -> type.name().equals(name)).forEach(named::add);
        return Set.copyOf(named);
    }

    private static EntityRow iban() {
        return new EntityRow(EntityType.IBAN_CODE, "A-Za-z", IbanCheck.PATTERN, new IbanCheck(), IbanCheck.LONGEST,
                Set.of("iban", "account"), Set.of(), Normal::alphanumeric,
                new Documentation(
                        "country, two digits and 11 to 29 letters or digits, packed or in groups, over line ends",
                        "length of the country, remainder 1 modulo 97 (ISO 13616)", "certain; likely in lower case"));
    }

    private static EntityRow creditCard() {
        return new EntityRow(EntityType.CREDIT_CARD, "1-6", CardCheck.PATTERN, new CardCheck(), CardCheck.LONGEST,
                Set.of("card", "visa", "amex", "mastercard"), Set.of(), Normal::digits,
                new Documentation("12 to 19 digits, the first 1 to 6, packed or in the embossed groups",
                        "Luhn digit (ISO/IEC 7812), no time stamp", "certain"));
    }

    private static EntityRow email() {
        return new EntityRow(EntityType.EMAIL_ADDRESS, "@-@", EmailCheck.PATTERN, new EmailCheck(), EmailCheck.LONGEST,
                Set.of(), Set.of(), Normal::lowerCase, new Documentation("local part, `@`, domain with a dot",
                        "lengths of RFC 5321, last label of letters", "certain"));
    }

    private static EntityRow ipAddress() {
        return new EntityRow(EntityType.IP_ADDRESS, "0-9A-Fa-f:-:", IpCheck.PATTERN, new IpCheck(), IpCheck.LONGEST,
                Set.of("ip", "address", "host"), Set.of("version", "v", "ver", "release", "section", "chapter"),
                Normal::lowerCase,
                new Documentation("IPv4, IPv6 with `::`, mapped IPv4, `/prefix`, `%zone`",
                        "address reader; not after \"version\", \"v\", \"ver\", \"release\", \"section\", \"chapter\"",
                        "likely; possible without a decimal digit"));
    }

    private static EntityRow usSsn() {
        return new EntityRow(EntityType.US_SSN, "0-9", SsnCheck.PATTERN, new SsnCheck(), SsnCheck.LONGEST,
                Set.of("ssn", "social security", "soc sec"), Set.of(), Normal::digits,
                new Documentation("3-2-4 digits with one kind of separator, or nine digits",
                        "area not 000, 666 or 9xx, group not 00, serial not 0000, no sample number",
                        "likely; possible if bare or spaced among other numbers"));
    }

    private static EntityRow phone(List<String> regions) {
        return new EntityRow(EntityType.PHONE_NUMBER, "0-9(-(+-+", PhoneCheck.PATTERN, new PhoneCheck(regions),
                PhoneCheck.LONGEST,
                Set.of("phone", "telephone", "tel", "call", "calling", "called", "dial", "ring", "mobile", "cell",
                        "fax",
                        "sms", "whatsapp", "hotline", "voicemail", "reach", "answering", "answer", "telefon", "handy"),
                Set.of(), Normal::phone,
                new Documentation(
                        "7 to 15 digits with `+`, parentheses, spaces, `-`, `.`, `/`, extension, over line ends",
                        "numbering plan of the country or of the configured regions; no date, amount or decimal number",
                        "likely; possible if bare, in no known plan or written like an amount, a postal code or a social security number"));
    }
}
