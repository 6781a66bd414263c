package io.sallyport.audit;

/// What may still be recorded while space is low.
final class AtLowWater {

    private AtLowWater() {}

    /// What takes access away and what the log says about itself is admitted; what can wait for space is not.
    static boolean admitted(OperationalEvent event) {
        return switch (event) {
            case DocumentWritten _,PolicyPublished _,PolicyRejected _,AuditSearched _ -> false;
            case PolicyImpactRun _,PolicyShadowDiffered _ -> false;
            case DocumentDeleted _,AclChanged _,DriftFound _,AuthenticationFailed _,Started _,Stopped _ -> true;
            case Heartbeat _,TornTailRecovered _,CapacityLow _,CapacityRestored _,AuditWasUnavailable _ -> true;
        };
    }
}
