package io.sallyport.audit;

/// Counts the requests turned away with 401. They are recorded once a minute and reason as [AuthenticationFailed], so
/// that a flood of them cannot fill the disk.
public final class AuthenticationFailures {

    private final Sums<AuthenticationFailure> sums;

    AuthenticationFailures(Sums<AuthenticationFailure> sums) {
        this.sums = sums;
    }

    /// Counts one. Never blocks on the disk and never fails.
    public void count(AuthenticationFailure reason) {
        sums.count(reason);
    }
}
