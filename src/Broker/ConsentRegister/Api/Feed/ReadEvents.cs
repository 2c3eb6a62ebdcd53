using System.Security.Claims;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Feed;

/// <summary>GET /api/v1/gebeurtenissen: what happened since the cursor, at once and oldest first; and the confirmation of a stop notice.</summary>
public static class ReadEvents
{
    private const int LargestPage = 100;

    public static void MapReadEvents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ApiRoute.Root + "/gebeurtenissen", HandleAsync)
            .ForPartners("lijstGebeurtenissen", "gebeurtenissen", "What happened after the cursor na, oldest first, at most 100").Produces<EventList>();
        routes.MapPost(ApiRoute.Root + "/gebeurtenissen/{id:guid}/bevestigingen", ConfirmAsync)
            .ForPartners("bevestigGebeurtenis", "gebeurtenissen", "Say that you acted on a stop notice").Produces<EventAnswer>();
    }

    private static async Task<IResult> HandleAsync(HttpContext http, ClaimsPrincipal principal, PartnerFeed feed, CancellationToken ct, string? na = null, string? soort = null)
    {
        var faults = new List<FieldFault>();
        long after = 0;
        if (na is not null && (!long.TryParse(na, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out after)))
        {
            faults.Add(new FieldFault("na", "BAD_REQUEST", "The volgende of an earlier answer; leave it out for the beginning."));
        }

        if (soort is not null && !PartnerEvents.Types.Contains(soort))
        {
            faults.Add(new FieldFault("soort", "UNKNOWN_CODE", string.Join(", ", PartnerEvents.Types)));
        }

        if (faults.Count > 0)
        {
            return Problems.Result(400, FaultReasons.BadRequest, "Mend the parameters that are named.", faults);
        }

        var rows = await feed.ReadAsync(Caller.From(principal).Organisation, after, soort, LargestPage + 1, ct);
        var page = rows.Take(LargestPage).Select(Answer).ToList();
        var next = page.Count > 0 ? page[^1].Volgnummer : after;
        if (rows.Count > page.Count)
        {
            http.Response.Headers.Link = $"<{ApiRoute.Root}/gebeurtenissen?na={next}{(soort is null ? string.Empty : "&soort=" + soort)}>; rel=\"next\"";
        }

        return Results.Json(new EventList(page, next, rows.Count > page.Count), BrokerJson.CamelCase);
    }

    private static async Task<IResult> ConfirmAsync(Guid id, ClaimsPrincipal principal, PartnerFeed feed, CancellationToken ct) =>
        await feed.AcknowledgeAsync(Caller.From(principal).Organisation, id, ct) is { } notice
            ? Results.Json(Answer(notice), BrokerJson.CamelCase)
            : Problems.Result(404, FaultReasons.NotFound, "Only a stop notice to your own organisation is confirmed.");

    private static EventAnswer Answer(PartnerEventRow row) => new(row.Seq, row.Id.ToString("D"), row.Type, row.Subject, row.At, row.Type == PartnerEvents.Stop ? row.AcknowledgedAt : null);
}
