using System.Globalization;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>Wraps what a search found. The total counts what the caller may see, and only that.</summary>
internal static class SearchBundle
{
    public static FhirObject Of(FhirTypes types, string self, IReadOnlyList<(string Url, FhirObject Resource)> found, int total)
    {
        var bundle = types.New("Bundle").Put("type", "searchset").Put("total", total.ToString(CultureInfo.InvariantCulture));
        bundle.Child("link").Put("relation", "self").Put("url", self);
        foreach (var (url, resource) in found)
        {
            var entry = bundle.Child("entry").Put("fullUrl", url);
            entry.Attach("resource", resource);
            entry.Child("search").Put("mode", "match");
        }

        return bundle;
    }
}
