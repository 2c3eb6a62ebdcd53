using System.Security.Claims;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>The FHIR surface beside the exchange itself: metadata, definitions, and each caller's own Consents and AuditEvents.</summary>
/// <remarks>Searches are POST, because what they name is about a person (NL API Design Rules, no-sensitive-uris). One slice serves read, search and totals.</remarks>
public static class FhirSurface
{
    /// <returns>Null with faults in the search.</returns>
    private delegate Task<FhirObject?> Search(IServiceProvider services, Caller caller, FhirSearch search, CancellationToken ct);

    public static void AddFhirSurface(this IServiceCollection services)
    {
        services.AddSingleton<CapabilityText>();
        services.AddSingleton<FhirDefinitions>();
        services.AddSingleton<ConsentSlice>();
        services.AddSingleton<AuditSlice>();
    }

    public static void MapFhirSurface(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/fhir/metadata", (HttpContext http, CapabilityText text) => Write(http, text.Capabilities(), null)).AnswersFhirJson();
        foreach (var type in FhirDefinitions.Types)
        {
            routes.MapGet($"/fhir/{type}/{{id}}", (string id, FhirDefinitions definitions) => definitions.Find(type, id) is { } found ? Results.Bytes(found, FhirMedia.Json) : NotThere()).AnswersFhirJson();
        }

        routes.MapGet("/fhir/Consent/{id:guid}", async (Guid id, HttpContext http, ClaimsPrincipal principal, ConsentSlice slice, CancellationToken ct) =>
            await slice.ReadAsync(Caller.From(principal), id, ct) is { } found ? Write(http, found.Resource, found.Version) : Write(http, null, null)).RequireAuthorization(PartnerAuthentication.Policy).AnswersFhirJson();
        routes.MapGet("/fhir/AuditEvent/{id:long}", async (long id, HttpContext http, ClaimsPrincipal principal, AuditSlice slice, CancellationToken ct) =>
            await slice.ReadAsync(Caller.From(principal), id, ct) is { } found ? Write(http, found.Resource, found.Version) : Write(http, null, null)).RequireAuthorization(PartnerAuthentication.Policy).AnswersFhirJson();
        MapSearch(routes, "Consent", (services, caller, search, ct) => services.GetRequiredService<ConsentSlice>().SearchAsync(caller, search, ct));
        MapSearch(routes, "AuditEvent", (services, caller, search, ct) => services.GetRequiredService<AuditSlice>().SearchAsync(caller, search, ct));
    }

    /// <summary>POST _search begins; GET follows the <c>next</c> link of an answer, and nothing else.</summary>
    private static void MapSearch(IEndpointRouteBuilder routes, string type, Search search)
    {
        routes.MapPost($"/fhir/{type}/_search", (HttpContext http, ClaimsPrincipal principal, CancellationToken ct) => PostedAsync(http, Caller.From(principal), search, ct))
            .RequireAuthorization(PartnerAuthentication.Policy).DisableAntiforgery();
        routes.MapGet($"/fhir/{type}", (HttpContext http, ClaimsPrincipal principal, CancellationToken ct) => FollowedAsync(http, Caller.From(principal), search, ct))
            .RequireAuthorization(PartnerAuthentication.Policy).AnswersFhirJson();
    }

    private static IResult Write(HttpContext http, FhirObject? resource, string? version)
    {
        if (resource is null)
        {
            return NotThere();
        }

        http.Response.Headers.CacheControl = "no-store";
        if (version is not null)
        {
            var tag = $"W/\"{version}\"";
            http.Response.Headers.ETag = tag;
            if (EntityMatch.HasSeen(http.Request, tag))
            {
                return Results.StatusCode(304);
            }
        }

        return Results.Bytes(FhirJson.Write(resource), FhirMedia.Json);
    }

    private static IResult NotThere() => Problems.Result(404, FaultReasons.NotFound, "Only your own slice is read; see /fhir/metadata.");

    private static async Task<IResult> PostedAsync(HttpContext http, Caller caller, Search search, CancellationToken ct)
    {
        if (FhirNegotiation.NamesMoreInAddress(http.Request))
        {
            return FhirNegotiation.BelongsInBody();
        }

        if (!FormBody.IsForm(http.Request))
        {
            return Problems.Result(415, FaultReasons.UnsupportedMediaType, "Send application/x-www-form-urlencoded.");
        }

        if (await FormBody.ReadAsync(http.Request, ct) is not { } form)
        {
            return Problems.Result(400, FaultReasons.BadRequest, "The body cannot be read as a form.");
        }

        return FhirNegotiation.Accepts(http.Request, form["_format"])
            ? await AnswerAsync(http, caller, search, new FhirSearch(form, null, FhirSearch.AsksLenience(http.Request)), ct)
            : FhirNegotiation.NotAcceptable();
    }

    private static async Task<IResult> FollowedAsync(HttpContext http, Caller caller, Search search, CancellationToken ct) =>
        http.Request.Query.Keys.All(name => name is PageLink.Parameter or "_format") && PageLink.Read(http.Request.Query[PageLink.Parameter]) is var (parameters, last)
            ? await AnswerAsync(http, caller, search, new FhirSearch(parameters, last, isLenient: false), ct)
            : Problems.Result(400, FaultReasons.BadRequest, "Search with POST _search; GET follows the next link of an answer, as it came.", [new FieldFault(PageLink.Parameter, "BAD_REQUEST", "That of a next link.")]);

    private static async Task<IResult> AnswerAsync(HttpContext http, Caller caller, Search search, FhirSearch asked, CancellationToken ct)
    {
        var bundle = await search(http.RequestServices, caller, asked, ct);
        return bundle is null || asked.Faults.Count > 0
            ? Problems.Result(400, FaultReasons.BadRequest, "Mend the parameters that are named; see /fhir/metadata.", asked.Faults)
            : Write(http, bundle, null);
    }
}
