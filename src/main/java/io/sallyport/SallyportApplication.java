package io.sallyport;

import java.time.Clock;
import java.util.OptionalInt;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.sallyport.audit.AuditStartRefused;

/// Starts the gateway against the services that configuration names.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class SallyportApplication {

    /// Ends the process with the code of the reason, if the audit log does not open.
    public static void main(String[] arguments) {
        try {
            application().run(arguments);
        } catch (RuntimeException reported) {
            exitCode(reported).ifPresent(System::exit);
            throw reported;
        }
    }

    static OptionalInt exitCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuditStartRefused refused) {
                return OptionalInt.of(refused.exitCode());
            }
        }
        return OptionalInt.empty();
    }

    /// The application with its check of required settings.
    static SpringApplication application() {
        var application = new SpringApplication(SallyportApplication.class);
        application.addListeners(new RequiredSettings());
        return application;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
