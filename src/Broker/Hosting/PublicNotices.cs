using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Hosting;

/// <summary>What anybody may ask: GET /.well-known/security.txt (RFC 9116), to whom a hole is told; GET /status.json, whether the broker works now.</summary>
/// <remarks>The operator's own contact (<c>Contact:Security</c>, else <c>Contact:Email</c>) stands first, then the project's. The status says no more than good or not: what is wrong is for the operator.</remarks>
internal static class PublicNotices
{
    private const string ProjectContact = "mailto:partners@zioexchange.nl";
    private const int DaysItHolds = 90;

    public static void MapPublicNotices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/security.txt", (IOptions<ContactSettings> contact, Issuer issuer, TimeProvider clock) => Results.Text(SecurityText(contact.Value, issuer, clock.GetUtcNow()), "text/plain", Encoding.UTF8)).ExcludeFromDescription();
        routes.MapGet("/status.json", StatusAsync).ExcludeFromDescription();
    }

    private static string SecurityText(ContactSettings contact, Issuer issuer, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var way in new[] { contact.SecurityAddress, ProjectContact }.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            text.Append("Contact: ").Append(way).Append('\n');
        }

        // Asked for anew it lasts again, so that a text that somebody kept does not.
        text.Append("Expires: ").Append(now.UtcDateTime.Date.AddDays(DaysItHolds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Append('\n');
        text.Append("Preferred-Languages: nl, en\n");
        return text.Append("Canonical: ").Append(issuer.At("/.well-known/security.txt")).Append('\n').ToString();
    }

    private static async Task<IResult> StatusAsync(HttpResponse response, Readiness readiness, CancellationToken ct)
    {
        var (good, at) = await readiness.RecentAsync(ct);
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.CacheControl = "no-cache";
        return Results.Json(new { status = good ? "ok" : "impaired", checkedAt = at, apiVersion = ApiHeaders.Version }, BrokerJson.CamelCase);
    }
}
