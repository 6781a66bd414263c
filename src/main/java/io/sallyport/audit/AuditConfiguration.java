package io.sallyport.audit;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Opens the audit log before anything can ask for it, and closes it after everything that uses it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    @Bean(destroyMethod = "close")
    AuditLog auditLog(AuditSettings settings, ObjectProvider<Clock> clock, ObjectProvider<MeterRegistry> meters,
            ObjectProvider<Halt> halt) {
        try {
            return AuditLog.open(settings, clock.getIfAvailable(Clock::systemUTC),
                    meters.getIfAvailable(SimpleMeterRegistry::new), halt.getIfAvailable(Halt::process));
        } catch (AuditStartRefused e) {
            throw new NoStart(settings, e);
        }
    }

    @Bean
    AuthenticationFailures authenticationFailures(AuditLog log) {
        return log.authenticationFailures();
    }

    @Bean
    AuditHealthIndicator auditHealthIndicator(AuditLog log) {
        return new AuditHealthIndicator(log);
    }

    /// The gateway does not start.
    static final class NoStart extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int exitCode;

        NoStart(AuditSettings settings, AuditStartRefused why) {
            super(why.exitCode() == AuditStartRefused.KEYS
                    ? String.valueOf(why.getMessage())
                    : "sallyport.audit.directory=" + settings.directory() + ": " + why.getMessage(), why);
            this.exitCode = why.exitCode();
        }

        int exitCode() {
            return exitCode;
        }
    }
}
