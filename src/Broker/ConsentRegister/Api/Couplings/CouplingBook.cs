using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>Codes by which a family links its child to a party's own number (law/RULES.md 2a, Who is who). A code works once, for thirty days.</summary>
/// <remarks>Kept as a keyed hash: who reads the database cannot use one.</remarks>
public sealed class CouplingBook(IDbContextFactory<BrokerDbContext> contexts, MasterKey master, ChildBook children, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Makes a code for a number of the party. One of a number, also of two that are asked for at the same moment: a new one ends the one before, which may have gone to the wrong address.</summary>
    /// <returns>The row and the code, in four groups of four.</returns>
    public async Task<(CouplingCodeRow Row, string Code)> IssueAsync(OrganisationId organisation, Identified number, CancellationToken ct)
    {
        var code = TypedCode.New();
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var row = new CouplingCodeRow
        {
            Lookup = master.Lookup("coupling-code", code),
            Id = id,
            OrganisationId = organisation.Value,
            NumberLookup = master.Lookup("coupling-number", organisation.Value, number.System, number.Value),
            WrappedNumber = master.Wrap(JsonSerializer.SerializeToUtf8Bytes(number, BrokerJson.CamelCase), Label(id)),
            CreatedAt = now,
            ExpiresAt = now + Life,
        };
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var both = await db.Database.BeginTransactionAsync(ct);
        await db.OneAtATimeAsync(row.NumberLookup, ct);
        await db.CouplingCodes.Where(each => each.NumberLookup == row.NumberLookup && each.RedeemedAt == null && each.ExpiresAt > now).ExecuteUpdateAsync(each => each.SetProperty(one => one.ExpiresAt, now), ct);
        db.CouplingCodes.Add(row);
        await db.SaveChangesAsync(ct);
        await both.CommitAsync(ct);
        return (row, TypedCode.Shown(code));
    }

    /// <returns>Null for another organisation's code as for none.</returns>
    public async Task<CouplingCodeRow?> FindAsync(OrganisationId organisation, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.CouplingCodes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.OrganisationId == organisation.Value, ct);
    }

    /// <summary>Whose code it is, before it is used: so that a family sees what it confirms.</summary>
    /// <returns>Null for a code that cannot be used, whatever the cause.</returns>
    public async Task<OrganisationId?> IssuerOfAsync(string code, CancellationToken ct)
    {
        var lookup = Lookup(code);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var issuer = await db.CouplingCodes.AsNoTracking().Where(row => row.Lookup == lookup && row.RedeemedAt == null && row.ExpiresAt > now).Select(row => row.OrganisationId).SingleOrDefaultAsync(ct);
        return issuer is null ? null : new OrganisationId(issuer);
    }

    /// <summary>A signed-in parent or young person uses a code: from then on the party's number names this child.</summary>
    /// <param name="code">As typed: case, spaces and hyphens do not matter.</param>
    /// <returns>
    /// The party that is linked; null when the code does not exist, was used or is too old, its number names a child already, or the child has a
    /// number of that kind at the party (of twins one would get both): one answer.
    /// </returns>
    public Task<OrganisationId?> RedeemAsync(string code, ChildReference child, AuditActor actor, CancellationToken ct) => RedeemAsync(code, child, actor, paper: null, ct);

    /// <summary>The same for a family that signed on paper, entered by another party that knows the child. A party cannot use a code of its own.</summary>
    internal async Task<OrganisationId?> RedeemAsync(string code, ChildReference child, AuditActor actor, CouplingPaper? paper, CancellationToken ct)
    {
        var lookup = Lookup(code);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.CouplingCodes.AsNoTracking().SingleOrDefaultAsync(row => row.Lookup == lookup && row.RedeemedAt == null && row.ExpiresAt > now, ct) is not { } row)
        {
            return null;
        }

        var number = JsonSerializer.Deserialize<Identified>(Encoding.UTF8.GetString(master.Unwrap(row.WrappedNumber, Label(row.Id))), BrokerJson.CamelCase)!;
        var party = new OrganisationId(row.OrganisationId);
        if (paper is not null && actor.Organisation == party)
        {
            return null;
        }

        try
        {
            return await children.TryCoupleAsync(child, party, number.System, number.Value, actor, UseAsync, ct, paper?.ForLog()) ? party : null;
        }
        catch (Exception fault) when (fault is DbUpdateException or System.Data.Common.DbException && !DatabaseTrouble.IsIn(fault))
        {
            await SpendAsync(db, ct);   // the number was linked in the meantime: so that the code links nothing else later
            return null;
        }

        // One commit with the link: of two that use it one does, and a code is not spent on a link that was never made.
        async Task<bool> UseAsync(BrokerDbContext within, CancellationToken token) =>
            !await ChildBook.Live(within, child, party, number.System).AnyAsync(token) && await SpendAsync(within, token);

        // A code that a newer one ended since it was read above is not used any more.
        async Task<bool> SpendAsync(BrokerDbContext within, CancellationToken token) =>
            await within.CouplingCodes.Where(each => each.Lookup == lookup && each.RedeemedAt == null && each.ExpiresAt > now).ExecuteUpdateAsync(each => each.SetProperty(one => one.RedeemedAt, now), token) == 1;
    }

    private byte[] Lookup(string code) => master.Lookup("coupling-code", TypedCode.Plain(code));

    private static string Label(Guid id) => "coupling-code/" + id.ToString("D");
}
