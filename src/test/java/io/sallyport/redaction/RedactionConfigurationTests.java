package io.sallyport.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RedactionConfigurationTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(RedactionConfiguration.class).withBean(Clock.class, Clock::systemUTC);

    @Test
    void isReadyWithoutAnySetting() {
        application.run(context -> {
            assertThat(context).hasSingleBean(Redactor.class).hasSingleBean(PseudonymScopes.class);
            assertThat(context.getBean(RedactionSettings.class)).isEqualTo(RedactionSettings.defaults());
        });
    }

    @Test
    void takesItsSettings() {
        application.withPropertyValues("sallyport.redaction.threads=3", "sallyport.redaction.deadline=2s",
                "sallyport.redaction.phone-regions=PL,SE").run(context -> {
                    var settings = context.getBean(RedactionSettings.class);
                    assertThat(settings.threads()).isEqualTo(3);
                    assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(2));
                    assertThat(settings.phoneRegions()).containsExactly("PL", "SE");
                });
    }

    @ParameterizedTest
    @CsvSource({"threads,-1", "deadline,0s", "conversations,0", "conversation-time-to-live,-1h"})
    void refusesToStartWithASettingOutOfBoundsAndNamesIt(String property, String value) {
        application.withPropertyValues("sallyport.redaction." + property + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure().rootCause().hasMessageContaining("sallyport.redaction." + property));
    }

    @Test
    void refusesToStartWithAnUnknownPhoneRegion() {
        application.withPropertyValues("sallyport.redaction.phone-regions=XX").run(
                context -> assertThat(context).getFailure().rootCause().hasMessageContaining("ISO 3166-1"));
    }
}
