package io.sallyport;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the gateway against the services that configuration names.
@SpringBootApplication
public class SallyportApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(SallyportApplication.class, arguments);
    }
}
