using System.Security.Claims;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.ConsentRegister.Api.Webhooks;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>/api/v1/bezorgadres: where an organisation wants its messages brought. Without one it fetches them at /api/v1/berichten.</summary>
/// <remarks>Content about children goes there, so a change and its log entry are one commit.</remarks>
internal static class DeliveryAddresses
{
    private const string Path = ApiRoute.Root + "/bezorgadres";
    private const string Tag = "berichten";

    public static void MapDeliveryAddresses(this IEndpointRouteBuilder routes)
    {
        routes.MapPut(Path, SetAsync).ForPartners("stelBezorgadresIn", Tag, "Have messages brought to an address of yours").Takes<DeliveryAddressInput>().Produces<DeliveryAddressAnswer>();
        routes.MapGet(Path, ReadAsync).ForPartners("leesBezorgadres", Tag, "Where your messages are brought").Produces<DeliveryAddressAnswer>();
        routes.MapDelete(Path, EndAsync).ForPartners("verwijderBezorgadres", Tag, "Fetch messages yourself again").Produces(204);
    }

    private static async Task<IResult> SetAsync(
        HttpContext http, ClaimsPrincipal principal, BrokerDatabase database, MasterKey master, IAuditLog log, IHostEnvironment environment, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<DeliveryAddressInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        if (!PublicAddress.IsAcceptable(body.Adres, environment.IsDevelopment(), out var address))
        {
            return Problems.Result(422, FaultReasons.AddressNotAllowed, "adres is a public https address without user, fragment or private range.", [new FieldFault("/adres", "ADDRESS_NOT_ALLOWED", "A public https address.")]);
        }

        var (caller, now, secret) = (Caller.From(principal), clock.GetUtcNow(), WebhookSignature.NewSecret());
        var row = new DeliveryAddressRow
        {
            OrganisationId = caller.Organisation.Value,
            Address = address!.AbsoluteUri,
            WrappedSecret = master.Wrap(Encoding.UTF8.GetBytes(secret), PushDelivery.Label(caller.Organisation.Value)),
            RegisteredAt = now,
        };
        var step = new LoggedChange(database, async (db, token) =>
        {
            await db.DeliveryAddresses.Where(old => old.OrganisationId == row.OrganisationId).ExecuteDeleteAsync(token);
            db.DeliveryAddresses.Add(row);
            return true;
        });
        await log.AppendAsync(Entry(caller, "DELIVERY_ADDRESS_SET", address.IdnHost, now), step, ct);
        return Results.Json(new DeliveryAddressAnswer(address.AbsoluteUri, now, secret), BrokerJson.CamelCase);
    }

    private static async Task<IResult> ReadAsync(ClaimsPrincipal principal, IDbContextFactory<BrokerDbContext> contexts, CancellationToken ct)
    {
        var organisation = Caller.From(principal).Organisation.Value;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.DeliveryAddresses.AsNoTracking().SingleOrDefaultAsync(row => row.OrganisationId == organisation, ct) is { } row
            ? Results.Json(new DeliveryAddressAnswer(row.Address, row.RegisteredAt), BrokerJson.CamelCase)
            : Problems.Result(404, FaultReasons.NotFound, "You fetch your messages at /api/v1/berichten; set an address with PUT.");
    }

    private static async Task<IResult> EndAsync(ClaimsPrincipal principal, BrokerDatabase database, IAuditLog log, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.From(principal);
        var step = new LoggedChange(database, async (db, token) => await db.DeliveryAddresses.Where(row => row.OrganisationId == caller.Organisation.Value).ExecuteDeleteAsync(token) > 0);
        await log.AppendAsync(Entry(caller, "DELIVERY_ADDRESS_ENDED", null, clock.GetUtcNow()), step, ct);
        return Results.StatusCode(204);
    }

    private static AuditEntry Entry(Caller caller, string act, string? host, DateTimeOffset now) => new()
    {
        Kind = AuditKind.DirectoryChange,
        Moment = now,
        TraceId = TraceId.Current,
        Outcome = AuditOutcome.Success,
        Actor = caller.Actor("PARTNER_SYSTEM"),
        Details = host is null ? new Dictionary<string, string> { ["act"] = act } : new Dictionary<string, string> { ["act"] = act, ["host"] = host },
    };
}
