using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>What the own organisation received about one child and the people concerned were not yet told of.</summary>
/// <param name="Due">One month after the oldest (AVG art. 14 lid 3 onder a).</param>
/// <param name="MayWait">Whether a row allows to defer the notice (UAVG art. 41).</param>
public sealed record InformingDuty(ChildReference Child, IReadOnlyList<long> Entries, DateOnly Oldest, DateOnly Due, IReadOnlyList<string> Sources, bool MayWait)
{
    /// <summary>The newest entry: what the officer had in sight.</summary>
    public long Through => Entries.Max();
}
