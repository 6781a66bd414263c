package io.sallyport.redaction;

/// Reads IP addresses. Own code because the platform's reader throws for each string that is none, and looks names up.
final class IpAddress {

    private static final int GROUPS = 8;

    private IpAddress() {}

    /// Four decimal numbers up to 255 of one to three digits.
    static boolean isV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /// Eight groups of hexadecimal digits, or fewer with `::` for at least one; the last two may be written as an
    /// IPv4 address. The unspecified address `::` names nobody and is refused.
    static boolean isV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        if (text.length() == 2 || text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int left = groups(text.substring(0, gap), false);
        int right = groups(text.substring(gap + 2), true);
        return left >= 0 && right >= 0 && left + right < GROUPS;
    }

    /// Number of groups, -1 if there is something else.
    private static int groups(String text, boolean last) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int groups = 0;
        for (int i = 0; i < parts.length; i++) {
            if (isGroup(parts[i])) {
                groups++;
            } else if (last && i == parts.length - 1 && isV4(parts[i])) {
                groups += 2;
            } else {
                return -1;
            }
        }
        return groups;
    }

    private static boolean isGroup(String part) {
        return !part.isEmpty() && part.length() <= 4
                && part.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }
}
