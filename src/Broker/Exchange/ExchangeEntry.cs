using System.Security.Cryptography;
using System.Text;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>The log entries of an exchange. Full reasons stand here, for the family and the officer; the asker sees its own view.</summary>
internal static class ExchangeEntry
{
    // What an entry may take in all, less what its codes take: the manifest goes first, the recorded case gets the rest.
    private const int Room = 54 * 1024;

    public static AuditEntry Refusal(SourceDecision decided, DossierQuestion question, AuditActor actor) => Base(decided, question, actor) with
    {
        Kind = AuditKind.Decision,
        Outcome = AuditOutcome.Deny,
        ReasonCode = decided.Refusal!.Code,
        CategoriesPermitted = [],

        // Refused before the rules had their say: there is no decision to take again.
        Replay = decided.Refusal == decided.Decision.Reason ? Recorded(decided) : null,
    };

    /// <summary>Permitted, but the source gave nothing that can be used: nothing left.</summary>
    public static AuditEntry Undelivered(SourceDecision decided, DossierQuestion question, AuditActor actor, Reason failure, DateTimeOffset at) => Base(decided, question, actor) with
    {
        Kind = AuditKind.Decision,
        Moment = at,
        Replay = Recorded(decided),
        Details = new Dictionary<string, string> { ["undelivered"] = failure.Code },
    };

    public static AuditEntry Disclosure(SourceDecision decided, IReadOnlyList<MappedContent> content, DossierQuestion question, AuditActor actor)
    {
        List<ManifestLine> manifest = [.. content.SelectMany(each => each.Manifest).Distinct()];
        return Base(decided, question, actor) with
        {
            Kind = AuditKind.Disclosure,
            Manifest = manifest,
            Replay = Recorded(decided, manifest.Sum(line => line.RuleId.Length + line.ElementPath.Length + 40)),
            Details = new Dictionary<string, string> { ["tables"] = string.Join(' ', content.Select(each => each.Table).Distinct(StringComparer.Ordinal)) },
        };
    }

    private static AuditEntry Base(SourceDecision decided, DossierQuestion question, AuditActor actor)
    {
        var decision = decided.Decision;
        return new AuditEntry
        {
            Kind = AuditKind.Decision,
            Moment = decided.At,
            TraceId = TraceId.Current,
            RequestId = TransactionId.Current,
            Outcome = decision.Outcome switch { Outcome.Permit => AuditOutcome.Permit, Outcome.Partial => AuditOutcome.Partial, _ => AuditOutcome.Deny },
            DecisionId = Guid.CreateVersion7(decided.At).ToString("N"),
            Child = decided.Facts?.Child,
            Actor = actor,
            Source = decided.Source?.Id,
            Recipient = decided.Request.Organisation,
            Purpose = decided.Request.Purpose,
            Role = decided.Request.Role,
            Mode = question.Emergency ? "BREAK_GLASS" : "NORMAL",
            JustificationHash = question.Justification is { } text ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) : null,
            MatrixRow = decision.Row,
            LegalBasis = decision.Basis.ToString().ToUpperInvariant(),
            PolicyVersion = decision.PolicyVersion,
            Profile = decision.Profile.ToString().ToUpperInvariant(),
            ReasonCode = decision.Reason.Code,
            CategoriesRequested = question.Categories,
            CategoriesPermitted = decision.Permitted,
            CategoriesDenied = [.. decision.Denied.Select(denied => new DeniedCategory(denied.Key, denied.Value.Code))],
            ConsentIds = decision.RestsOn.Grants,
            Obligations = [.. decision.Obligations.Select(obligation => obligation.ToString())],
        };
    }

    /// <summary>Null for an unknown child, and for a history too long for one entry: a family that changed its mind a hundred times must still get an answer.</summary>
    private static string? Recorded(SourceDecision decided, int taken = 0)
    {
        if (decided.Facts is null)
        {
            return null;
        }

        var recorded = RecordedCase.Write(decided.Request, decided.Facts, decided.At);
        return recorded.Length + recorded.AsSpan().Count('"') + taken <= Room ? recorded : null;
    }
}
