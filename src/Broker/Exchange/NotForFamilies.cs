using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>What a family is not told, wherever it might show: contacts with Veilig Thuis and everything under deferred notice.</summary>
/// <remarks>UAVG 41 lid 1 (i), R-SAFE-2, R-MELD-1: a name in a list tells as much as a line in the log, so every list asks here.</remarks>
public sealed class NotForFamilies(PartyTypes parties, Policy policy)
{
    private const string VeiligThuis = "VEILIG_THUIS";

    public static bool Covers(Organisation organisation) => organisation.Party.Code == VeiligThuis;

    /// <param name="row">Of the matrix; null covers nothing.</param>
    public static bool Covers(PolicyRow? row) => row is { ConsentRule: ConsentRule.NoneDeferredNotice };

    /// <param name="record">One that can be read; what cannot is shown to nobody.</param>
    public bool Covers(LogRecord record) => record.Entry is not { } entry
        || entry.Purpose?.Code is "MELDCODE"
        || IsVeiligThuis(entry.Recipient) || IsVeiligThuis(entry.Source) || IsVeiligThuis(record.Actor?.Organisation)
        || entry.Obligations.Any(obligation => obligation is "HIDE_FROM_PARENT_LOG_WHILE_DEFERRED" or "DEFERRABLE_NOTICE")
        || (entry.MatrixRow is { } row && Covers(policy.FindRow(row)));

    private bool IsVeiligThuis(OrganisationId? organisation) => organisation is { } known && parties.Of(known)?.Code == VeiligThuis;
}
