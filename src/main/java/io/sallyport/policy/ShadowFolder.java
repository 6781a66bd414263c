package io.sallyport.policy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The shadow folder: what it holds is loaded and tested as if it were to be published, and then only tried. What does not
/// load is not tried, and neither is what was there before.
final class ShadowFolder implements Watched {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowFolder.class);

    private final boolean on;
    private final Path folder;
    private final LivePolicies live;
    private final ShadowPolicies shadow;
    private Optional<PolicyFiles> judged = Optional.empty();

    ShadowFolder(ShadowSettings settings, LivePolicies live, ShadowPolicies shadow) {
        this.on = settings.isOn();
        this.folder = settings.folder();
        this.live = live;
        this.shadow = shadow;
    }

    @Override
    public void begin() {
        if (on) {
            offer(PolicyFolder.settled(folder));
        }
    }

    @Override
    public void offer(PolicyFiles found) {
        if (judged.filter(found::sameAs).isEmpty()) {
            judged = Optional.of(found);
            judge(found);
        }
    }

    private void judge(PolicyFiles found) {
        if (isEmpty(found)) {
            LOG.info("No policies are tried: '{}' holds none", folder);
            shadow.end();
            return;
        }
        try {
            shadow.begin(live.candidate(found));
            LOG.info("Policies {} of '{}' are tried beside those in force, without effect", found.revision(), folder);
        } catch (PolicyProblems problems) {
            shadow.reject(found, problems);
            LOG.warn("The policies in '{}' do not load and are not tried. Problems:\n{}", folder,
                    problems.getMessage());
        }
    }

    private boolean isEmpty(PolicyFiles found) {
        return found.paths().isEmpty() && (found.unreadable().isEmpty() || Files.notExists(folder));
    }
}
