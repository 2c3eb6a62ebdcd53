using Microsoft.EntityFrameworkCore;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Finds the child a request is about, and reads what is known to decide. Always from committed rows, never from a cache.</summary>
public sealed class ChildRegister(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, MasterKey master, Policy policy)
{
    /// <summary>Stands for a number of law, which each party with a title to it uses.</summary>
    internal const string AnyParty = "*";

    /// <summary>Party types with a title to the BSN (law/RULES.md 2a, Who is who).</summary>
    private static readonly HashSet<string> BsnTitle = ["GEMEENTE", "ZORGKANTOOR", "ZORGAANBIEDER", "JEUGDHULPAANBIEDER"];

    /// <summary>Whether a party of this type may name a child by BSN at all (UAVG art. 46).</summary>
    public static bool HasTitleToBsn(PartyType party) => BsnTitle.Contains(party.Code);

    /// <returns>Null for an unknown number, and for a number that is not this party's own: both are the same to the asker.</returns>
    public async Task<ChildReference?> FindAsync(OrganisationId asker, PartyType party, string system, string value, CancellationToken ct)
    {
        var isBsn = system == SourceChildKey.BsnSystem;
        if (isBsn && !HasTitleToBsn(party))
        {
            return null;
        }

        var lookup = master.Lookup("coupling", isBsn ? AnyParty : asker.Value, system, value);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var child = await db.Couplings.AsNoTracking().Where(row => row.Lookup == lookup && row.EndedAt == null).Select(row => row.ChildId).SingleOrDefaultAsync(ct);
        return child is null ? null : new ChildReference(child);
    }

    /// <summary>Whether some number would find this child for the asker today: one of its own, or the BSN when it has title to that.</summary>
    public async Task<bool> CanNameAsync(ChildReference child, OrganisationId asker, PartyType party, CancellationToken ct)
    {
        var byBsn = HasTitleToBsn(party);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Couplings.AnyAsync(
            row => row.ChildId == child.Value && row.EndedAt == null && (row.OrganisationId == asker.Value || (byBsn && row.OrganisationId == AnyParty && row.System == SourceChildKey.BsnSystem)), ct);
    }

    /// <summary>All that the register knows for one request, from one snapshot of the database, in one round trip.</summary>
    /// <param name="references">Records that may open gates.</param>
    public async Task<ChildMoment> MomentAsync(
        OrganisationId asker, PartyType party, string system, string value, Purpose purpose, Role role, string professional, IReadOnlyList<string> references, DateTimeOffset now, CancellationToken ct)
    {
        var isBsn = system == SourceChildKey.BsnSystem;
        var lookup = isBsn && !HasTitleToBsn(party) ? [] : master.Lookup("coupling", isBsn ? AnyParty : asker.Value, system, value);
        var rows = await database.ReadExchangeAsync(new ExchangeQuestion(lookup, asker.Value, professional, role.Code, purpose.Code, references), ct);
        if (rows.Child is not { WrappedKey.Length: > 0 } row)
        {
            return new ChildMoment(null, null, [], [], rows.RoleHeld, rows.DirectoryVersion);
        }

        var key = ChildKey.Unwrap(master, row.Id, row.WrappedKey);
        var opened = FactReader.Open(rows.Facts, key);
        var facts = FactAssembly.Assemble(new ChildReference(row.Id), purpose, asker, opened, GrantReader.Read(rows.Grants, Obeyed(rows.Events, rows.Grants, now)), policy, now);
        var snapshot = facts is null ? null : new ChildSnapshot(facts, row.ConsentVersion, FactAssembly.Holdings(opened));
        return new ChildMoment(snapshot, key, rows.Gates, rows.Couplings, rows.RoleHeld, rows.DirectoryVersion);
    }

    /// <summary>Everything that decides about the child for one purpose, from one snapshot of the database.</summary>
    /// <param name="recipient">Who would receive: what that party says of the child's capacity does not count (R-AGE-4). Null when nobody would.</param>
    /// <returns>Null when the child is unknown, erased, or admitted and nothing more.</returns>
    public async Task<ChildSnapshot?> ReadAsync(ChildReference child, Purpose purpose, DateTimeOffset now, CancellationToken ct, OrganisationId? recipient = null)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var moment = await db.BeginSnapshotAsync(ct);
        var row = await db.Children.AsNoTracking().SingleOrDefaultAsync(row => row.Id == child.Value, ct);
        if (row is null || row.WrappedKey.Length == 0)
        {
            return null;
        }

        var facts = await db.Facts.AsNoTracking().Where(fact => fact.ChildId == child.Value).OrderBy(fact => fact.RecordedAt).ToListAsync(ct);
        var grants = await db.Grants.AsNoTracking().Where(grant => grant.ChildId == child.Value).ToListAsync(ct);
        var events = await db.GrantEvents.AsNoTracking().Where(entry => entry.ChildId == child.Value).ToListAsync(ct);
        await moment.CommitAsync(ct);

        var key = ChildKey.Unwrap(master, row.Id, row.WrappedKey);
        var opened = FactReader.Open(facts, key);
        return FactAssembly.Assemble(child, purpose, recipient, opened, GrantReader.Read(grants, Obeyed(events, grants, now)), policy, now) is { } assembled
            ? new ChildSnapshot(assembled, row.ConsentVersion, FactAssembly.Holdings(opened))
            : null;
    }

    /// <summary>Names the people of one child by their BSN, which is what DigiD says of them at sign-in. Who is not known here is an <see cref="UnlinkedPerson"/>.</summary>
    public async Task<Func<Bsn, PersonId>> PeopleByBsnAsync(ChildReference child, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await db.Persons.AsNoTracking().Where(person => person.ChildId == child.Value && person.SignInLookup != null)
            .Select(person => new { person.Id, person.SignInLookup }).ToListAsync(ct);

        return bsn =>
        {
            var lookup = master.Lookup("sign-in", bsn.Reveal());
            return people.Find(person => person.SignInLookup.AsSpan().SequenceEqual(lookup)) is { } found ? new PersonId(found.Id) : UnlinkedPerson.NameOf(master.Lookup("unlinked-person", child.Value, bsn.Reveal()));
        };
    }

    /// <summary>What one school said last of the child's place with it; null when it never said anything. An enrolment has its beginning, as far as it is known.</summary>
    internal async Task<PlacementFact?> LastPlacementAsync(ChildReference child, OrganisationId school, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var owner = await db.Children.AsNoTracking().SingleOrDefaultAsync(owner => owner.Id == child.Value, ct);
        var said = await db.Facts.AsNoTracking().OfKind(FactKind.Placement).Where(fact => fact.ChildId == child.Value && fact.RecordedBy == school.Value)
            .OrderBy(fact => fact.RecordedAt).ToListAsync(ct);
        return owner is { WrappedKey.Length: > 0 } && FactReader.Open(said, ChildKey.Unwrap(master, owner.Id, owner.WrappedKey)) is [var last] ? FactAssembly.Placement(last) : null;
    }

    /// <summary>The number by which a party files the child; null when none is coupled. For who already holds a decision; the exchange reads it with its moment.</summary>
    public async Task<SourceChildKey?> SourceKeyAsync(ChildReference child, OrganisationId source, PartyType party, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Couplings.AsNoTracking()
            .Where(row => row.ChildId == child.Value && row.EndedAt == null && (row.OrganisationId == source.Value || row.OrganisationId == AnyParty)).ToListAsync(ct);
        var owner = await db.Children.AsNoTracking().SingleOrDefaultAsync(owner => owner.Id == child.Value, ct);
        return owner is { WrappedKey.Length: > 0 } ? new ChildMoment(null, ChildKey.Unwrap(master, owner.Id, owner.WrappedKey), [], rows, false, 0).SourceKey(source, party) : null;
    }

    // What is committed has happened. The clock of the node that wrote a stop may be ahead of this one's: the stop does not wait for that. It may
    // also be behind the clock of the node that wrote the yes: nobody takes back what was not given yet, so the stop counts from the yes on.
    private static List<GrantEventRow> Obeyed(IReadOnlyList<GrantEventRow> events, IReadOnlyList<GrantRow> grants, DateTimeOffset now)
    {
        var given = grants.ToDictionary(grant => grant.Id, grant => grant.GivenAt);
        return [.. events.Select(row => Dated(row, given.TryGetValue(row.GrantId, out var yes) && yes > row.At ? yes : row.At, now))];
    }

    private static GrantEventRow Dated(GrantEventRow row, DateTimeOffset at, DateTimeOffset now) =>
        new() { Id = row.Id, GrantId = row.GrantId, ChildId = row.ChildId, Type = row.Type, At = at <= now ? at : now, By = row.By, Categories = row.Categories, Recipients = row.Recipients };

    internal static string CouplingLabel(string organisation, string system) => $"coupling/{organisation}/{system}";
}
