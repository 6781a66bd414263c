package io.sallyport.redaction;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Makes valid entities in the forms in which they are printed.
final class Entities {

    private static final List<String> PHONES = List.of("+49 30 90182#####", "+1 212 555 ####", "(212) 555-####",
            "415-555-####", "415.555.####", "+44 (0)20 7946 0###", "030/9018####", "01 42 68 ## ##",
            "+33 1 42 68 ## ##",
            "020 7946 0###", "+39 06 698 #####", "030 - 9018 ####", "1-800-555-####", "(0)30 9018####x12",
            "+1-415-555-#### ext. 12", "415-555-#### extension 12", "+4930901820##", "+41 44 668 18 ##",
            "+91 98765 4####");

    private final Random random;

    /// An entity as written.
    record Entity(EntityType type, String text) {}

    Entities(Random random) {
        this.random = random;
    }

    Entity any() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Entity(EntityType.IBAN_CODE, iban());
            case 2 -> new Entity(EntityType.CREDIT_CARD, card());
            case 3, 4 -> new Entity(EntityType.PHONE_NUMBER, phone());
            case 5 -> new Entity(EntityType.US_SSN, ssn());
            case 6 -> new Entity(EntityType.EMAIL_ADDRESS, email());
            default -> new Entity(EntityType.IP_ADDRESS, ip());
        };
    }

    /// Of a random country with the letters a bank code has there, packed, in groups of four, wrapped.
    String iban() {
        var countries = List.copyOf(new TreeMap<>(IbanCheck.lengths()).entrySet());
        var country = countries.get(random.nextInt(countries.size()));
        int length = country.getValue() - 4;
        String account = random.nextInt(3) > 0 ? digits(length) : letters(4) + digits(length - 4);
        return written(withCheckDigits(country.getKey(), account), 4);
    }

    static String withCheckDigits(String country, String account) {
        int rest = IbanCheck.mod97(country + "00" + account);
        return country + String.format("%02d", 98 - rest) + account;
    }

    String card() {
        int length = List.of(16, 16, 16, 15, 14, 13, 19).get(random.nextInt(7));
        String digits = (length == 15 ? "37" : length == 16 ? "4" : "50") + digits(length);
        digits = digits.substring(0, length - 1);
        for (char check = '0'; check <= '9'; check++) {
            if (CardCheck.luhn(digits + check)) {
                String card = digits + check;
                return length == 15 ? amex(card) : written(card, 4);
            }
        }
        throw new AssertionError(digits);
    }

    private String amex(String card) {
        String gap = random.nextBoolean() ? " " : "-";
        return random.nextBoolean()
                ? card
                : card.substring(0, 4) + gap + card.substring(4, 10) + gap + card.substring(10);
    }

    String phone() {
        String form = PHONES.get(random.nextInt(PHONES.size()));
        var phone = new StringBuilder();
        form.chars().forEach(c -> phone.append(c == '#' ? (char) ('1' + random.nextInt(9)) : (char) c));
        int space = phone.indexOf(" ");
        if (space > 0 && random.nextInt(4) == 0) {
            phone.setCharAt(space, '\n');
        }
        return phone.toString();
    }

    String ssn() {
        String digits;
        do {
            digits = digits(9);
        } while (!SsnCheck.isIssued(digits));
        return digits.substring(0, 3) + "-" + digits.substring(3, 5) + "-" + digits.substring(5);
    }

    String email() {
        String name = List.of("jane", "j.doe", "Jane_Doe", "o'neil", "x+tag", "müller").get(random.nextInt(6));
        return name + random.nextInt(100) + "@"
                + List.of("acme.example", "mail.co.uk", "a-b.io").get(random.nextInt(3));
    }

    String ip() {
        return switch (random.nextInt(4)) {
            case 0 -> "2001:db8::" + Integer.toHexString(1 + random.nextInt(0xFFFE));
            case 1 -> "fe80:0:0:0:1:2:3:" + random.nextInt(10);
            default -> "192.168." + random.nextInt(256) + "." + random.nextInt(256);
        };
    }

    private String written(String packed, int group) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> grouped(packed, group, " ");
            case 2 -> {
                var text = new StringBuilder(grouped(packed, group, " "));
                int nth = random.nextInt((int) text.chars().filter(c -> c == ' ').count());
                int at = -1;
                for (int i = 0; i <= nth; i++) {
                    at = text.indexOf(" ", at + 1);
                }
                text.setCharAt(at, '\n');
                yield text.toString();
            }
            default -> packed;
        };
    }

    private static String grouped(String packed, int group, String gap) {
        return packed.replaceAll("(.{" + group + "})(?=.)", "$1" + gap);
    }

    private String digits(int count) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private String letters(int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('A' + random.nextInt(26)));
        }
        return letters.toString();
    }
}
