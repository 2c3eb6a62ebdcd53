using System.Security.Claims;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>/api/v1/abonnementen: signed webhooks (Standard Webhooks), with a log of deliveries and replay.</summary>
public static class Subscriptions
{
    private const string Tag = "abonnementen";
    private const int MostSubscriptions = 20;

    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        const string Path = ApiRoute.Root + "/abonnementen";
        routes.MapPost(Path, MakeAsync).ForPartners("maakAbonnement", Tag, "Be told of events at an address of yours").Takes<SubscriptionInput>().Produces<SubscriptionAnswer>(201);
        routes.MapGet(Path, ListAsync).ForPartners("lijstAbonnementen", Tag, "Your subscriptions").Produces<SubscriptionList>();
        routes.MapGet(Path + "/{id:guid}", ReadAsync).ForPartners("leesAbonnement", Tag, "One of your subscriptions, also when it has ended").Produces<SubscriptionAnswer>();
        routes.MapDelete(Path + "/{id:guid}", EndAsync).ForPartners("beeindigAbonnement", Tag, "End a subscription").Produces(204);
        routes.MapGet(Path + "/{id:guid}/afleveringen", DeliveriesAsync).ForPartners("lijstAfleveringen", Tag, "How the newest events went").Produces<DeliveryList>();
        routes.MapPost(Path + "/{id:guid}/herhalingen", ReplayAsync).ForPartners("herhaalAfleveringen", Tag, "Send events again, from a number on").Takes<ReplayInput>().Produces<SubscriptionAnswer>(202);
    }

    private static async Task<IResult> MakeAsync(
        HttpContext http, ClaimsPrincipal principal, IDbContextFactory<BrokerDbContext> contexts, MasterKey master, IHostEnvironment environment, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<SubscriptionInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        if (!PublicAddress.IsAcceptable(body.Adres, environment.IsDevelopment(), out var address))
        {
            return Problems.Result(422, FaultReasons.AddressNotAllowed, "adres is a public https address without user, fragment or private range.", [new FieldFault("/adres", "ADDRESS_NOT_ALLOWED", "A public https address.")]);
        }

        var types = (body.Soorten ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (types.Except(PartnerEvents.Types).Any())
        {
            return Problems.Result(422, FaultReasons.UnknownCode, string.Join(", ", PartnerEvents.Types), [new FieldFault("/soorten", "UNKNOWN_CODE", "No type of event.")]);
        }

        var organisation = Caller.From(principal).Organisation.Value;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Subscriptions.CountAsync(row => row.OrganisationId == organisation && row.EndedAt == null, ct) >= MostSubscriptions)
        {
            return Problems.Result(409, FaultReasons.Conflict, "End a subscription first: an organisation has at most 20.");
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var secret = WebhookSignature.NewSecret();
        var row = new SubscriptionRow
        {
            Id = id,
            OrganisationId = organisation,
            Address = address!.AbsoluteUri,
            Types = string.Join(' ', types),
            WrappedSecret = master.Wrap(Encoding.UTF8.GetBytes(secret), WebhookSender.Label(id)),
            NextSeq = (await db.PartnerEvents.MaxAsync(each => (long?)each.Seq, ct) ?? 0) + 1,
            CreatedAt = now,
        };
        db.Subscriptions.Add(row);
        await db.SaveChangesAsync(ct);
        return Results.Json(Answer(row) with { Geheim = secret }, BrokerJson.CamelCase, statusCode: 201).WithLocation($"{ApiRoute.Root}/abonnementen/{id:D}");
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal principal, IDbContextFactory<BrokerDbContext> contexts, CancellationToken ct)
    {
        var organisation = Caller.From(principal).Organisation.Value;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Subscriptions.AsNoTracking().Where(row => row.OrganisationId == organisation).OrderBy(row => row.CreatedAt).ToListAsync(ct);
        return Results.Json(new SubscriptionList([.. rows.Select(Answer)]), BrokerJson.CamelCase);
    }

    private static async Task<IResult> ReadAsync(Guid id, ClaimsPrincipal principal, IDbContextFactory<BrokerDbContext> contexts, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, id, principal, ct) is { } row ? Results.Json(Answer(row), BrokerJson.CamelCase) : NotYours();
    }

    private static async Task<IResult> EndAsync(Guid id, ClaimsPrincipal principal, IDbContextFactory<BrokerDbContext> contexts, TimeProvider clock, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, id, principal, ct) is not { } row)
        {
            return NotYours();
        }

        (row.EndedAt, row.EndReason) = (row.EndedAt ?? clock.GetUtcNow(), row.EndReason ?? "BEEINDIGD");
        await db.SaveChangesAsync(ct);
        return Results.StatusCode(204);
    }

    private static async Task<IResult> DeliveriesAsync(Guid id, ClaimsPrincipal principal, IDbContextFactory<BrokerDbContext> contexts, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, id, principal, ct) is null)
        {
            return NotYours();
        }

        var rows = await db.WebhookDeliveries.AsNoTracking().Where(row => row.SubscriptionId == id).OrderByDescending(row => row.Seq).Take(100).ToListAsync(ct);
        return Results.Json(new DeliveryList([.. rows.Select(row => new DeliveryAnswer(row.Seq, row.Attempts, row.Status, row.Outcome, row.LastAt, row.NextAt))]), BrokerJson.CamelCase);
    }

    private static async Task<IResult> ReplayAsync(Guid id, HttpContext http, ClaimsPrincipal principal, IDbContextFactory<BrokerDbContext> contexts, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<ReplayInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, id, principal, ct) is not { } row || row.EndedAt is not null)
        {
            return NotYours();
        }

        row.NextSeq = Math.Clamp(body.Vanaf, 1, row.NextSeq);
        await db.WebhookDeliveries.Where(each => each.SubscriptionId == id && each.Seq >= row.NextSeq).ExecuteDeleteAsync(ct);
        await db.SaveChangesAsync(ct);
        return Results.Json(Answer(row), BrokerJson.CamelCase, statusCode: 202);
    }

    private static Task<SubscriptionRow?> FindAsync(BrokerDbContext db, Guid id, ClaimsPrincipal principal, CancellationToken ct)
    {
        var organisation = Caller.From(principal).Organisation.Value;
        return db.Subscriptions.SingleOrDefaultAsync(row => row.Id == id && row.OrganisationId == organisation, ct);
    }

    private static IResult NotYours() => Problems.Result(404, FaultReasons.NotFound, "Your own subscriptions stand at /api/v1/abonnementen.");

    private static SubscriptionAnswer Answer(SubscriptionRow row) =>
        new(row.Id.ToString("D"), row.Address, row.Types.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.EndedAt is null ? "ACTIEF" : row.EndReason ?? "BEEINDIGD", row.CreatedAt);
}
