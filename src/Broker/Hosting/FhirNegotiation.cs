using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting;

/// <summary>The one format of the FHIR surface is JSON of R4: what Accept, <c>_format</c> and Content-Type may ask for on each of its routes.</summary>
/// <remarks>Source: FHIR R4 http.html, content negotiation: <c>_format</c> goes before Accept, <c>application/json</c> stands for FHIR JSON, <c>fhirVersion</c> is that of the publication.</remarks>
internal static class FhirNegotiation
{
    private const string VersionName = "fhirVersion";
    private const string Version = "4.0";

    private static readonly MediaTypeHeaderValue Fhir = MediaTypeHeaderValue.Parse($"{FhirMedia.Json}; {VersionName}={Version}; charset=utf-8");
    private static readonly MediaTypeHeaderValue Json = MediaTypeHeaderValue.Parse($"application/json; {VersionName}={Version}; charset=utf-8");

    /// <summary>Refuses with 406 before anything is read or logged when another format is asked for.</summary>
    public static RouteHandlerBuilder AnswersFhirJson(this RouteHandlerBuilder route) => route.AddEndpointFilter((context, next) =>
        !Accepts(context.HttpContext.Request, StringValues.Empty) ? ValueTask.FromResult<object?>(NotAcceptable())
        : NamesMoreInAddress(context.HttpContext.Request) ? ValueTask.FromResult<object?>(BelongsInBody())
        : next(context));

    /// <summary>Whether the address of a POST names more than a format. Passing over it would widen a search, and it may be the number of a person.</summary>
    public static bool NamesMoreInAddress(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Query.Keys.Any(name => name is not ("_format" or "_pretty"));

    public static IResult BelongsInBody() => Problems.Result(400, FaultReasons.BadRequest, "Parameters stand in the body, not in the address.");

    /// <param name="inBody">The <c>_format</c> of a search that is posted.</param>
    public static bool Accepts(HttpRequest request, StringValues inBody)
    {
        var named = StringValues.Concat(request.Query["_format"], inBody).Where(text => !string.IsNullOrEmpty(text)).ToList();
        if (named.Count > 0)
        {
            return named.TrueForAll(IsFormat!);
        }

        var accept = request.Headers.Accept;
        if (StringValues.IsNullOrEmpty(accept))
        {
            return true;
        }

        // The range that says most about our type decides (RFC 9110 section 12.5.1); q=0 is a no.
        return MediaTypeHeaderValue.TryParseList([.. accept!], out var ranges)
            && ranges.Select(range => (Rank: RankOf(range), Quality: range.Quality ?? 1)).Where(range => range.Rank > 0).OrderByDescending(range => range.Rank).FirstOrDefault().Quality > 0;
    }

    public static IResult NotAcceptable() => Problems.Result(406, FaultReasons.UnsupportedMediaType, "Ask for application/fhir+json, fhirVersion=4.0 if any.");

    /// <summary>Whether a body says it is FHIR JSON of R4, in UTF-8.</summary>
    public static bool IsBody(HttpRequest request) =>
        BodyReader.HasMediaType(request, FhirMedia.Json, "application/json")
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && NameValueHeaderValue.Find(type.Parameters, VersionName) is var version && (version is null || version.GetUnescapedValue() == Version);

    // In a query a plus that was not escaped is read as a space.
    private static bool IsFormat(string text) => text.Equals("json", StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(text.Replace("/fhir json", "/fhir+json", StringComparison.OrdinalIgnoreCase), out var type)
            && !type.MatchesAllSubTypes && !type.MatchesAllSubTypesWithoutSuffix && RankOf(type) > 0);

    /// <summary>0 when the range does not hold our type; else more for what is said more closely.</summary>
    private static int RankOf(MediaTypeHeaderValue range) => (Fhir.IsSubsetOf(range), range) switch
    {
        (true, { MatchesAllTypes: true }) => 1,
        (true, { MatchesAllSubTypes: true }) => 2,
        (true, { MatchesAllSubTypesWithoutSuffix: true }) => 3,
        (true, _) => 5 + range.Parameters.Count(parameter => !parameter.Name.Equals("q", StringComparison.OrdinalIgnoreCase)),
        _ => Json.IsSubsetOf(range) ? 4 : 0,
    };
}
