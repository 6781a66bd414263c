package io.sallyport;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says which settings are missing, one a line.
class MissingSettingsAnalyzer extends AbstractFailureAnalyzer<RequiredSettings.Missing> {

    @Override
    protected FailureAnalysis analyze(Throwable root, RequiredSettings.Missing missing) {
        return new FailureAnalysis(
                "Sallyport does not start open: settings that security depends on are missing.\n\n  "
                        + String.join("\n  ", missing.settings()),
                "Set them as properties, environment variables or in application.yaml beside the jar; see"
                        + " docs/reference/configuration.md.",
                missing);
    }
}
