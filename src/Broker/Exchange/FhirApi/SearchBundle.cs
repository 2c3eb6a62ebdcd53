using System.Globalization;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>Wraps what a search found. Total and links count what the caller may see, and only that.</summary>
internal static class SearchBundle
{
    /// <param name="total">Of all pages; null when it was not counted, and is then not told.</param>
    /// <param name="next">Null on the last page.</param>
    /// <param name="ignored">Parameters that were passed over, on the caller's wish.</param>
    public static FhirObject Of(
        FhirTypes types, string self, string? next, IReadOnlyList<(string Url, FhirObject Resource)> found, int? total, IReadOnlyList<FieldFault> ignored)
    {
        var bundle = types.New("Bundle").Put("type", "searchset");
        if (total is { } counted)
        {
            bundle.Put("total", counted.ToString(CultureInfo.InvariantCulture));
        }

        bundle.Child("link").Put("relation", "self").Put("url", self);
        if (next is not null)
        {
            bundle.Child("link").Put("relation", "next").Put("url", next);
        }

        foreach (var (url, resource) in found)
        {
            var entry = bundle.Child("entry").Put("fullUrl", url);
            entry.Attach("resource", resource);
            entry.Child("search").Put("mode", "match");
        }

        if (ignored.Count > 0)
        {
            var reason = FaultReasons.BadRequest;
            var entry = bundle.Child("entry");
            entry.Attach("resource", FhirOutcome.Of(types, ignored.Select(fault => new FhirOutcomeIssue("warning", "not-supported", reason.Number, reason.Code, fault.Detail, "Passed over, as you prefer: leave it out. See /fhir/metadata.")
            {
                Expression = fault.Path.Length == 0 ? null : fault.Path,
            }), TraceId.Current));
            entry.Child("search").Put("mode", "outcome");
        }

        return bundle;
    }
}
