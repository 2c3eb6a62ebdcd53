using System.Security.Claims;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>The FHIR surface beside the exchange itself: metadata, operation definitions, and each caller's own Consents and AuditEvents.</summary>
/// <remarks>Searches are POST, because what they name is about a person (NL API Design Rules, no-sensitive-uris). One slice serves read, search and totals.</remarks>
public static class FhirSurface
{
    private static readonly string[] Formats = ["json", "application/json", FhirMedia.Json, "application/fhir json"];

    public static void AddFhirSurface(this IServiceCollection services)
    {
        services.AddSingleton<CapabilityText>();
        services.AddSingleton<ConsentSlice>();
        services.AddSingleton<AuditSlice>();
    }

    public static void MapFhirSurface(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/fhir/metadata", (HttpContext http, CapabilityText text) => WriteAsync(http, text.Capabilities(), null));
        routes.MapGet("/fhir/OperationDefinition/{id}", (string id, HttpContext http, CapabilityText text) => WriteAsync(http, text.Operation(id), null));
        routes.MapGet("/fhir/Consent/{id:guid}", async (Guid id, HttpContext http, ClaimsPrincipal principal, ConsentSlice slice, CancellationToken ct) =>
            await slice.ReadAsync(Caller.From(principal), id, ct) is { } found ? await WriteAsync(http, found.Resource, found.Version) : await WriteAsync(http, null, null)).RequireAuthorization(PartnerAuthentication.Policy);
        routes.MapPost("/fhir/Consent/_search", (HttpContext http, ClaimsPrincipal principal, ConsentSlice slice, CancellationToken ct) =>
            SearchAsync(http, form => slice.SearchAsync(Caller.From(principal), form, ct), ct)).RequireAuthorization(PartnerAuthentication.Policy).DisableAntiforgery();
        routes.MapGet("/fhir/AuditEvent/{id:long}", async (long id, HttpContext http, ClaimsPrincipal principal, AuditSlice slice, CancellationToken ct) =>
            await WriteAsync(http, await slice.ReadAsync(Caller.From(principal), id, ct), "1")).RequireAuthorization(PartnerAuthentication.Policy);
        routes.MapPost("/fhir/AuditEvent/_search", (HttpContext http, ClaimsPrincipal principal, AuditSlice slice, CancellationToken ct) =>
            SearchAsync(http, form => slice.SearchAsync(Caller.From(principal), form, ct), ct)).RequireAuthorization(PartnerAuthentication.Policy).DisableAntiforgery();
    }

    private static async Task<IResult> WriteAsync(HttpContext http, FhirObject? resource, string? version)
    {
        if (!await AcceptsAsync(http))
        {
            return Results.Empty;
        }

        if (resource is null)
        {
            return Problems.Result(404, FaultReasons.NotFound, "Only your own slice is read; see /fhir/metadata.");
        }

        if (version is not null)
        {
            http.Response.Headers.ETag = $"W/\"{version}\"";
            if (http.Request.Headers.IfNoneMatch == http.Response.Headers.ETag)
            {
                return Results.StatusCode(304);
            }
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(FhirJson.Write(resource), FhirMedia.Json);
    }

    private static async Task<IResult> SearchAsync(HttpContext http, Func<FhirSearch, Task<FhirObject?>> search, CancellationToken ct)
    {
        if (!await AcceptsAsync(http))
        {
            return Results.Empty;
        }

        if (!FormBody.IsForm(http.Request))
        {
            return Problems.Result(415, FaultReasons.UnsupportedMediaType, "Send application/x-www-form-urlencoded.");
        }

        if (await FormBody.ReadAsync(http.Request, ct) is not { } sent)
        {
            return Problems.Result(400, FaultReasons.BadRequest, "The body cannot be read as a form.");
        }

        var form = new FhirSearch(sent);
        var bundle = await search(form);
        return bundle is null || form.Faults.Count > 0
            ? Problems.Result(400, FaultReasons.BadRequest, "Mend the parameters that are named; see /fhir/metadata.", form.Faults)
            : await WriteAsync(http, bundle, null);
    }

    /// <summary>JSON is the one format: <c>_format</c> or Accept may ask for it, and for nothing else.</summary>
    private static async Task<bool> AcceptsAsync(HttpContext http)
    {
        var format = http.Request.Query["_format"].ToString();
        var accept = http.Request.Headers.Accept.ToString();
        var good = format.Length > 0
            ? Formats.Contains(format, StringComparer.OrdinalIgnoreCase)
            : accept.Length == 0 || accept.Contains("json", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal) || accept.Contains("application/*", StringComparison.Ordinal);
        if (!good)
        {
            await Problems.WriteAsync(http, 406, FaultReasons.UnsupportedMediaType, "Ask for application/fhir+json.");
        }

        return good;
    }
}
