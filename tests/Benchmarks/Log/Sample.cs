using System.Globalization;
using ZioExchange.Broker.Audit;

namespace ZioExchange.Benchmarks.Log;

/// <summary>A disclosure of ordinary size, about one of three hundred synthetic children.</summary>
internal static class Sample
{
    public static AuditEntry Entry(int n) => new()
    {
        Kind = AuditKind.Disclosure,
        Outcome = AuditOutcome.Permit,
        Moment = DateTimeOffset.UnixEpoch.AddYears(56).AddMilliseconds(n),
        TraceId = (n + 1L).ToString("x32", CultureInfo.InvariantCulture),
        Child = new($"child-{n % 300}"),
        Actor = new($"actor-{n % 50}", "IB", new("school-1")),
        Source = new("swv-1"),
        Recipient = new("school-1"),
        Purpose = new("TLV_AANVRAAG"),
        MatrixRow = "M04",
        PolicyVersion = "2026-11-01",
        CategoriesPermitted = [new("TLV"), new("OPP_KERN")],
        Manifest = [.. Enumerable.Range(1, 12).Select(i => new ManifestLine($"SWV-{i}", "ServiceRequest.occurrencePeriod.start"))],
    };
}
