using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Writes who a child is to whom, and what is known to decide. Each change and its log entry are one commit.</summary>
public sealed class ChildBook(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, MasterKey master, IAuditLog log, TimeProvider clock)
{
    /// <summary>Makes a child: an opaque id and a key of its own. Nothing is known of it yet.</summary>
    public async Task<ChildReference> AdmitAsync(AuditActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
        var (_, wrapped) = ChildKey.Make(master, id);
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            db.Children.Add(new ChildRow { Id = id, ConsentVersion = 0, WrappedKey = wrapped, CreatedAt = now });
            await db.SaveChangesAsync(ct);
        }

        var child = new ChildReference(id);
        await CommitAsync(child, actor, "ADMITTED", _ => { }, ct);
        return child;
    }

    /// <summary>Couples a child to the number by which a party knows it.</summary>
    /// <param name="owner">The party; null for a number of law (BSN).</param>
    /// <exception cref="DbException">The number is coupled to a child already.</exception>
    public async Task CoupleAsync(ChildReference child, OrganisationId? owner, string system, string value, AuditActor actor, CancellationToken ct)
    {
        if (!await TryCoupleAsync(child, owner, system, value, actor, only: null, ct))
        {
            throw NotThere();
        }
    }

    /// <summary>The same when something holds that is asked, and may be changed, in the same commit.</summary>
    /// <param name="details">What the log says of it besides.</param>
    /// <returns>False when it does not hold; nothing was written.</returns>
    /// <exception cref="DbException">The number is coupled to a child already.</exception>
    internal async Task<bool> TryCoupleAsync(
        ChildReference child, OrganisationId? owner, string system, string value, AuditActor actor, Func<BrokerDbContext, CancellationToken, Task<bool>>? only, CancellationToken ct, IReadOnlyDictionary<string, string>? details = null)
    {
        if (system == SourceChildKey.BsnSystem != owner is null)
        {
            throw new ArgumentException("A BSN belongs to no party, every other number belongs to one.", nameof(owner));
        }

        var row = await CouplingAsync(child, owner?.Value ?? ChildRegister.AnyParty, system, value, ct);
        return await TryCommitAsync(child, actor, "COUPLED", new RegisterStep(database, child, db => db.Couplings.Add(row), only), ct, details);
    }

    /// <summary>The pseudonym by which one party may ask about one child; made at the first question, random, different for each party.</summary>
    public async Task<string> PseudonymAsync(ChildReference child, OrganisationId party, AuditActor actor, CancellationToken ct)
    {
        if (await OwnPseudonymAsync(child, party, ct) is { } known)
        {
            return known;
        }

        // Of two who ask at once one makes it, and the other reads that one.
        var pseudonym = NewPseudonym();
        return await TryCoupleAsync(child, party, Systems.Pseudonym, pseudonym, actor, async (db, token) => !await Live(db, child, party, Systems.Pseudonym).AnyAsync(token), ct) ? pseudonym
            : await OwnPseudonymAsync(child, party, ct) ?? throw NotThere();
    }

    /// <summary>A party changes the pseudonym by which it names a child for a fresh one: the old one names nobody from that commit on.</summary>
    /// <returns>Null when the old one did not name this child to this party any more.</returns>
    internal async Task<string?> RenewPseudonymAsync(ChildReference child, OrganisationId party, string old, AuditActor actor, CancellationToken ct)
    {
        var pseudonym = NewPseudonym();
        var row = await CouplingAsync(child, party.Value, Systems.Pseudonym, pseudonym, ct);
        var step = new RegisterStep(database, child, db => db.Couplings.Add(row), (db, token) => EndAsync(db, child, party, Systems.Pseudonym, old, row.CreatedAt, token));
        return await TryCommitAsync(child, actor, "PSEUDONYM_RENEWED", step, ct) ? pseudonym : null;
    }

    /// <summary>A party ends a coupling of its own. When it was the last by which the party names the child, the records that it made for others about the child end too: they rested on it.</summary>
    /// <param name="wrongChild">The number named the wrong child: then nothing that the party recorded of this child counts any more either.</param>
    /// <returns>False when the number did not name this child to this party any more.</returns>
    internal async Task<bool> UncoupleAsync(
        ChildReference child, OrganisationId party, PartyType type, string system, string value, bool wrongChild, AuditActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var retraction = await FactAsync(child, FactKind.Retraction, string.Empty, new object(), party, "koppeling", now, ct);
        return await TryCommitAsync(child, actor, wrongChild ? "UNCOUPLED_WRONG_CHILD" : "UNCOUPLED", new RegisterStep(database, child, _ => { }, async (db, token) =>
        {
            if (!await EndAsync(db, child, party, system, value, now, token))
            {
                return false;
            }

            // A party that has another number of the child corrects what it recorded under that one.
            var byLaw = ChildRegister.HasTitleToBsn(type);
            if (await db.Couplings.AnyAsync(row => row.ChildId == child.Value && row.EndedAt == null && (row.OrganisationId == party.Value || (byLaw && row.OrganisationId == ChildRegister.AnyParty)), token))
            {
                return true;
            }

            await db.Gates.Where(gate => gate.ChildId == child.Value && gate.MadeBy == party.Value && gate.EndedAt == null).ExecuteUpdateAsync(gate => gate.SetProperty(row => row.EndedAt, now), token);
            if (wrongChild)
            {
                db.Facts.Add(retraction);
            }

            return true;
        }), ct);
    }

    /// <summary>The numbers of one kind by which a party names the child now.</summary>
    internal static IQueryable<CouplingRow> Live(BrokerDbContext db, ChildReference child, OrganisationId party, string system) =>
        db.Couplings.Where(row => row.ChildId == child.Value && row.OrganisationId == party.Value && row.System == system && row.EndedAt == null);

    /// <summary>The row stays for its term, but under a hash that nobody can ask for: the number itself may be given to the right child.</summary>
    private async Task<bool> EndAsync(BrokerDbContext db, ChildReference child, OrganisationId party, string system, string value, DateTimeOffset now, CancellationToken ct)
    {
        var (lookup, ended) = (master.Lookup("coupling", party.Value, system, value), RandomNumberGenerator.GetBytes(32));
        return await Live(db, child, party, system).Where(row => row.Lookup == lookup).ExecuteUpdateAsync(row => row.SetProperty(each => each.EndedAt, now).SetProperty(each => each.Lookup, ended), ct) == 1;
    }

    private async Task<string?> OwnPseudonymAsync(ChildReference child, OrganisationId party, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Live(db, child, party, Systems.Pseudonym).AsNoTracking().OrderBy(row => row.CreatedAt).FirstOrDefaultAsync(ct) is { } row
            ? (await KeyAsync(child, ct)).Open(row.Value, ChildRegister.CouplingLabel(party.Value, Systems.Pseudonym))
            : null;
    }

    private static string NewPseudonym() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(24));

    private async Task<CouplingRow> CouplingAsync(ChildReference child, string organisation, string system, string value, CancellationToken ct) => new()
    {
        OrganisationId = organisation,
        System = system,
        Lookup = master.Lookup("coupling", organisation, system, value),
        ChildId = child.Value,
        Value = (await KeyAsync(child, ct)).Seal(value, ChildRegister.CouplingLabel(organisation, system)),
        CreatedAt = clock.GetUtcNow(),
    };

    /// <summary>Records a fact. Whether the recorder may is for the caller to check (<see cref="FactOwnership"/>).</summary>
    /// <param name="subject">Tells facts of one kind apart; empty when only one holds at a time.</param>
    public async Task RecordAsync<T>(
        ChildReference child, FactKind kind, string subject, T body, OrganisationId recordedBy, string source, DateTimeOffset observedAt, AuditActor actor, CancellationToken ct)
    {
        var row = await FactAsync(child, kind, subject, body, recordedBy, source, observedAt, ct);
        await CommitAsync(child, actor, row.Kind, db => db.Facts.Add(row), ct);
    }

    /// <summary>A fact as a row, for who records it in a commit of its own.</summary>
    internal async Task<FactRow> FactAsync<T>(
        ChildReference child, FactKind kind, string subject, T body, OrganisationId recordedBy, string source, DateTimeOffset observedAt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var name = kind.ToString();
        return new FactRow
        {
            Id = Guid.CreateVersion7(now),
            ChildId = child.Value,
            Kind = name,
            Subject = subject,
            Body = await SealAsync(child, JsonSerializer.Serialize(body, BrokerJson.CamelCase), FactReader.Label(name, subject), ct),
            RecordedBy = recordedBy.Value,
            Source = source,
            ObservedAt = observedAt,
            RecordedAt = now,
        };
    }

    /// <summary>Encrypts a text about a child under its key: gone with the child.</summary>
    /// <param name="boundTo">What the text is; needed again to open it.</param>
    public async Task<byte[]> SealAsync(ChildReference child, string text, string boundTo, CancellationToken ct) => (await KeyAsync(child, ct)).Seal(text, boundTo);

    /// <returns>Null once the child was erased.</returns>
    public async Task<string?> OpenAsync(ChildReference child, byte[] box, string boundTo, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Children.AsNoTracking().SingleOrDefaultAsync(row => row.Id == child.Value, ct);
        return row is { WrappedKey.Length: > 0 } ? ChildKey.Unwrap(master, row.Id, row.WrappedKey).Open(box, boundTo) : null;
    }

    /// <summary>Makes a person who can sign in for a child.</summary>
    /// <param name="signInSubject">What the identity provider will say of the person; null when the person cannot sign in.</param>
    public async Task AddPersonAsync<T>(ChildReference child, PersonId person, T body, string? signInSubject, AuditActor actor, CancellationToken ct)
    {
        var key = await KeyAsync(child, ct);
        await CommitAsync(child, actor, "PERSON", db => db.Persons.Add(new PersonRow
        {
            Id = person.Value,
            ChildId = child.Value,
            Body = key.Seal(JsonSerializer.Serialize(body, BrokerJson.CamelCase), "person/" + person.Value),
            SignInLookup = signInSubject is null ? null : master.Lookup("sign-in", signInSubject),
        }), ct);
    }

    private async Task<ChildKey> KeyAsync(ChildReference child, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Children.AsNoTracking().SingleAsync(row => row.Id == child.Value, ct);
        return ChildKey.Unwrap(master, row.Id, row.WrappedKey);
    }

    private async Task CommitAsync(ChildReference child, AuditActor actor, string act, Action<BrokerDbContext> change, CancellationToken ct)
    {
        if (!await TryCommitAsync(child, actor, act, new RegisterStep(database, child, change), ct))
        {
            throw NotThere();
        }
    }

    private async Task<bool> TryCommitAsync(ChildReference child, AuditActor actor, string act, RegisterStep step, CancellationToken ct, IReadOnlyDictionary<string, string>? details = null)
    {
        var entry = new AuditEntry
        {
            Kind = AuditKind.FactChange,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Child = child,
            Actor = actor,
            Details = new Dictionary<string, string>(details ?? new Dictionary<string, string>()) { ["act"] = act },
        };
        return await log.AppendAsync(entry, step, ct) is AppendedEntry.Written;
    }

    private static InvalidOperationException NotThere() => new("The child is not in the register.");
}
