using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Whose "yes" a consent row needs. Age is in completed years on the Dutch day of release.</summary>
/// <remarks>Source: UAVG 5; Jeugdwet 7.3.4, 7.3.5, 7.3.11, 7.3.15; BW 7:450; WEC 41 lid 8. R-AGE-1, R-AGE-2, R-AGE-2b, R-AGE-3, R-AGE-4, R-AGE-5, R-PAR-8. See docs/law/voices.md.</remarks>
internal static class VoiceRule
{
    public static KeysNeeded NeededAt(ConsentRule rule, int age, Capacity capacity)
    {
        var capable = capacity is Capacity.Capable;
        var holders = rule is ConsentRule.NormalOneNoObjection ? KeysNeeded.OneHolder : KeysNeeded.AllHolders;
        return (age, rule) switch
        {
            ( < OwnVoice.Age, _) => holders,
            ( >= 18, _) => capable ? KeysNeeded.Youth : KeysNeeded.None,
            _ when !capable => holders | KeysNeeded.YouthMayVeto,
            ( >= 16, ConsentRule.WrittenParents) => KeysNeeded.AllHolders | KeysNeeded.Youth,
            ( >= 16, _) => KeysNeeded.Youth,
            (_, ConsentRule.SpecialDual) => KeysNeeded.AllHolders | KeysNeeded.Youth,
            _ => holders | KeysNeeded.YouthMayVeto,
        };
    }
}
