package io.sallyport.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each row finds what it should and refuses what is near. `~` stands for a line feed, `^` for a carriage return, `<` and `>` for the borders of
/// the finding.
class EntityTableTests {

    private static final Redactor REDACTOR = Redactor.of(RedactionSettings.defaults());

    @AfterAll
    static void close() {
        REDACTOR.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"EMAIL_ADDRESS|write to <jane.doe@acme.example>, please",
            "EMAIL_ADDRESS|<o'neil+tag@mail.co.uk>.", "EMAIL_ADDRESS|'<jane@x.org>'",
            "EMAIL_ADDRESS|mailto:<jane@x.org>?x=1",
            "EMAIL_ADDRESS|<ｊａｎｅ＠ａｃｍｅ．ｅｘａｍｐｌｅ>", "EMAIL_ADDRESS|<ja\u200Bne@acme.exa\u200Bmple>\u200B",
            "EMAIL_ADDRESS|<müller@köln.example>", "EMAIL_ADDRESS|电话<jane@acme.example>电话", "EMAIL_ADDRESS|<a@b.io>_x",
            "EMAIL_ADDRESS|**<jane@acme.example>**", "EMAIL_ADDRESS|email=<jane@acme.example>&x=1",
            "CREDIT_CARD|card <4111 1111 1111 1111> 12/26", "CREDIT_CARD|<4111-1111-1111-1111>",
            "CREDIT_CARD|<378282246310005>",
            "CREDIT_CARD|<3782 822463 10005>", "CREDIT_CARD|<5555555555554444>", "CREDIT_CARD|<4111~1111 1111 1111>.",
            "CREDIT_CARD|<４１１１ １１１１ １１１１ １１１１>", "CREDIT_CARD|<4111\u00A01111\u00A01111\u00A01111>",
            "CREDIT_CARD|<4111\u20111111\u20111111\u20111111>", "CREDIT_CARD|12 <4111 1111 1111 1111>",
            "CREDIT_CARD|\uD83D\uDE00 <4111111111111111> \uD83D\uDE00", "CREDIT_CARD|电<4111111111111111>话",
            "IBAN_CODE|<GB82 WEST 1234 5698 7654 32> and more", "IBAN_CODE|<DE89370400440532013000>",
            "IBAN_CODE|IBAN:<DE89 3704 0044~0532 0130 00>", "IBAN_CODE|<DE8937040044~0532013000>.",
            "IBAN_CODE|<gb82west12345698765432>", "IBAN_CODE|<FR14 2004 1010 0505 0001 3M02 606>",
            "IBAN_CODE|<MT84 MALT 0110 0001 2345 MTLC AST0 01S>", "IBAN_CODE|<mt84 malt 0110 0001 2345 mtlc ast0 01s>",
            "IBAN_CODE|<NO93 8601 1117 947>", "IBAN_CODE|<DE89-3704-0044-0532-0130-00>",
            "IBAN_CODE|<DE89 3704^~0044 0532 0130 00>", "US_SSN|<308-63-0237>", "US_SSN|ssn <308630237>",
            "US_SSN|my social security number is <308630237>", "US_SSN|<308 63 0237> is", "US_SSN|<308.63.0237>",
            "US_SSN|<308-63-~0237>", "IP_ADDRESS|from <192.168.1.254>.", "IP_ADDRESS|<10.0.0.0/8>",
            "IP_ADDRESS|<2001:db8::1>",
            "IP_ADDRESS|<2001:0db8:0000:0000:0000:ff00:0042:8329>", "IP_ADDRESS|[<::1>]:8080",
            "IP_ADDRESS|<fe80::1%eth0>",
            "IP_ADDRESS|<::ffff:192.0.2.128>", "IP_ADDRESS|<2001:db8::/32>", "IP_ADDRESS|http://<10.0.0.1>:8080/x",
            "IP_ADDRESS|ip:<fe80::12>: refused", "IP_ADDRESS|ip address <dead::beef>", "PHONE_NUMBER|<+49 30 901820>",
            "PHONE_NUMBER|<+4930901820>", "PHONE_NUMBER|<(212) 555-0123>", "PHONE_NUMBER|(<030 901820>)",
            "PHONE_NUMBER|<+44 (0)20 7946 0958>,", "PHONE_NUMBER|<415-555-0123 ext. 12>",
            "PHONE_NUMBER|<415.555.0123x12>",
            "PHONE_NUMBER|<+49 30~901820>", "PHONE_NUMBER|<030-~901820>", "PHONE_NUMBER|<030 / 90 18 20>",
            "PHONE_NUMBER|call <785 8949>", "PHONE_NUMBER|call me on <2125550123>.", "PHONE_NUMBER|Tel.:<0309018200>",
            "PHONE_NUMBER|53144~<06-10446904>", "PHONE_NUMBER|电话<+8613800138000>。", "PHONE_NUMBER|<0049 30 901820>",
            "PHONE_NUMBER|<＋４９ ３０ ９０１８２０>", "PHONE_NUMBER|**<+49 30 901820>**", "PHONE_NUMBER|<01 42 68 53 00>",
            "PHONE_NUMBER|<+1 \uD835\uDFD0\uD835\uDFCF\uD835\uDFD0 555 0123>"})
    void finds(String type, String marked) {
        String text = lines(marked).replace("<", "").replace(">", "");
        assertThat(found(text)).isEqualTo(type + ": " + lines(marked));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"no address|jane@localhost", "no address|react@18.2.0", "no address|@jane.doe",
            "no address|jane @ acme", "Luhn fails|4111 1111 1111 1112", "milliseconds|1700000000000 is a time",
            "time stamp|20240115103007", "fraction|0.4111111111111111", "in a word|x4111111111111111",
            "in a word|4111111111111111b", "starts with 7|7992739871300000003",
            "modulo fails|GB82 WEST 1234 5698 7654 33",
            "wrong length|GB82 WEST 1234 5698 7654 3", "no such country|XX82 WEST 1234 5698 7654 32",
            "in a word|xDE89370400440532013000", "in a word|DE893704004405320130001", "area 000|000-12-3456",
            "area 666|666-12-3456", "a tax number|900-12-3456", "group 00|308-00-0237", "serial 0000|308-63-0000",
            "sample|078-05-1120", "sample|123-45-6789", "mixed separators|308-63 0237",
            "bare without context|308630237",
            "longer|308-63-0237-1", "octet above 255|256.1.1.1", "five groups|1.2.3.4.5", "version|version 1.2.3.4",
            "version|v1.2.3.4", "nine groups|1:2:3:4:5:6:7:8:9", "two gaps|1::2::3", "time|12:30:45",
            "hardware|00:1a:2b:3c:4d:5e",
            "unspecified|::", "a program|std::vector", "letters only|dead::beef", "scope|Foo::Bar", "date|2024-01-15",
            "date|15.01.2024", "dates|2024-01-15 2024-01-16", "time|2024-01-15 10:30:00", "years|2019-2020",
            "amount|12 345 678",
            "amount|1.234.567 €", "decimal|3.14159265", "postal code|Boston, MA 02110-1301",
            "clause|DFARS 252.227-7014", "bare without context|2125550123", "ticket|#415-555-0123",
            "in a word|x415-555-0123", "all the same|000-000-0000", "numbers|1 2 3 4 5 6 7 8 9 10",
            "word|call 12 people"})
    void refuses(String why, String near) {
        String text = lines(near);
        assertThat(found(text)).as(why).isEqualTo("none: " + text);
    }

    @Test
    void reportsAPossibleFindingAndLeavesIt() {
        var plan = RedactionPlan.of(EntityType.all(), new Treatment.Remove());
        Redaction redaction = REDACTOR.redact("code 2125550123 ok", plan, new Pseudonyms());
        assertThat(redaction.text()).isEqualTo("code 2125550123 ok");
        assertThat(redaction.findings())
                .containsExactly(new Finding(EntityType.PHONE_NUMBER, 5, 15, Confidence.POSSIBLE, "pattern"));
    }

    @Test
    void aContextWordCountsOnlyAsAWholeWordAmongTheFiveToTheLeft() {
        assertThat(found("call 2125550123")).startsWith("PHONE_NUMBER");
        assertThat(found("call one two three four 2125550123")).startsWith("PHONE_NUMBER");
        assertThat(found("call one two three four five 2125550123")).startsWith("none");
        assertThat(found("recall 2125550123")).startsWith("none");
        assertThat(found("2125550123 call")).startsWith("none");
    }

    @Test
    void everyTypeHasOneRowAndEveryPatternCompilesWithTheOthers() {
        var rows = EntityTable.rows(List.of("US"));
        assertThat(rows.stream().map(EntityRow::type).toList()).containsExactlyInAnyOrderElementsOf(EntityType.all());
        assertThat(new PatternDetector(rows).types()).isEqualTo(EntityType.all());
    }

    private static String found(String text) {
        var plan = RedactionPlan.of(EntityType.all(), new Treatment.Remove());
        var findings = REDACTOR.redact(text, plan, new Pseudonyms()).findings().stream()
                .filter(finding -> finding.confidence().isTreated()).toList();
        var marked = new StringBuilder(text);
        findings.reversed().forEach(finding -> marked.insert(finding.end(), ">").insert(finding.start(), "<"));
        String types = findings.stream().map(finding -> finding.type().name()).collect(Collectors.joining(" "));
        return (types.isEmpty() ? "none" : types) + ": " + marked;
    }

    private static String lines(String text) {
        return text.replace('~', '\n').replace('^', '\r');
    }
}
