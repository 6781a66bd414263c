package io.sallyport;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/// Starts the gateway against the services that configuration names.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class SallyportApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
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
