using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Puts the synthetic region into the register: organisations first, then each child in one commit with its log entry. A start that was cut short is taken up where it ended.</summary>
internal sealed class SandboxSeeder(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, MasterKey master, IAuditLog log, TimeProvider clock)
{
    private const int AtOnce = 256;
    private const int CommitsUnderWay = 3;

    private static readonly AuditActor Actor = new("sandbox", "OPERATOR", null);

    /// <summary>Writes what is not there yet, and changes nothing that is.</summary>
    public async Task SeedAsync(SandboxRegion region, SandboxKeys keys, IReadOnlyList<string> rows, CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (!await db.Organisations.AnyAsync(ct))
            {
                SandboxDirectory.Write(db, region, keys, master, rows, clock.GetUtcNow());
                await db.SaveChangesAsync(ct);
            }
        }

        foreach (var child in region.Children)
        {
            await SeedAsync(child, ct);
        }
    }

    /// <summary>Writes many children, so many a commit and several commits under way. Skips who is there already. Nobody is told: no events are made.</summary>
    /// <param name="progress">Told how many are done, at least once for every thousand.</param>
    public async Task SeedManyAsync(IEnumerable<SandboxChild> children, IProgress<int> progress, CancellationToken ct)
    {
        var (done, reporting) = (0, new Lock());
        await Parallel.ForEachAsync(children.Chunk(AtOnce), new ParallelOptions { MaxDegreeOfParallelism = CommitsUnderWay, CancellationToken = ct }, async (some, stop) =>
        {
            await SeedSomeAsync(some, stop);
            lock (reporting)
            {
                progress.Report(done += some.Length);
            }
        });
    }

    /// <summary>First what the log says of them, then they themselves in the commit of its last entry: who is there stands in the log, whenever this was cut short.</summary>
    private async Task SeedSomeAsync(SandboxChild[] some, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var now = clock.GetUtcNow();
        var names = some.Select(child => SyntheticPeople.Prefix + child.Reference).ToList();
        var known = await db.Children.AsNoTracking().Where(row => names.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.ConsentVersion, ct);
        var entries = new List<AuditEntry>();
        foreach (var child in some)
        {
            var reference = new ChildReference(SyntheticPeople.Prefix + child.Reference);
            if (known.TryGetValue(reference.Value, out var version))
            {
                await (version > 0 ? Task.CompletedTask : SeedAsync(child, ct));   // a key alone was left by a start that was cut short
                continue;
            }

            var (key, wrapped) = ChildKey.Make(master, reference.Value);
            db.Children.Add(new ChildRow { Id = reference.Value, ConsentVersion = 1, WrappedKey = wrapped, CreatedAt = now });
            AddRows(db, reference, child, key, now);
            entries.Add(EntryOf(reference, AuditKind.FactChange, now));
            entries.Add(EntryOf(reference, AuditKind.ConsentAct, now));
        }

        if (entries.Count > 0)
        {
            await Task.WhenAll(entries[..^1].Select(entry => log.AppendAsync(entry, step: null, ct)));
            await log.AppendAsync(entries[^1], new ManyRowsStep(database, db), ct);
        }
    }

    private async Task SeedAsync(SandboxChild child, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var reference = new ChildReference(SyntheticPeople.Prefix + child.Reference);
        if (await KeyAsync(reference, now, ct) is not { } key)
        {
            return;
        }

        await log.AppendAsync(EntryOf(reference, AuditKind.FactChange, now), new RegisterStep(database, reference, db => AddRows(db, reference, child, key, now)), ct);
    }

    private static AuditEntry EntryOf(ChildReference child, AuditKind kind, DateTimeOffset now) => new()
    {
        Kind = kind,
        Moment = now,
        TraceId = TraceId.Current,
        Outcome = AuditOutcome.Success,
        Child = child,
        Actor = Actor,
        Details = new Dictionary<string, string> { ["act"] = "SEEDED" },
    };

    private void AddRows(BrokerDbContext db, ChildReference reference, SandboxChild child, ChildKey key, DateTimeOffset now)
    {
        var rows = new SandboxRows(db, reference, key, master, now);
        rows.AddNumbers(child);
        SandboxFactRows.Add(rows, child);
        AddGates(db, reference, child);
        AddGrants(db, reference, child, now);
    }

    /// <returns>Null for a child that is complete. One whose key stands there without any fact was left behind by a start that was cut short.</returns>
    private async Task<ChildKey?> KeyAsync(ChildReference child, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Children.AsNoTracking().SingleOrDefaultAsync(row => row.Id == child.Value, ct) is { } row)
        {
            return row.ConsentVersion > 0 || row.WrappedKey.Length == 0 ? null : ChildKey.Unwrap(master, row.Id, row.WrappedKey);
        }

        var (key, wrapped) = ChildKey.Make(master, child.Value);
        db.Children.Add(new ChildRow { Id = child.Value, ConsentVersion = 0, WrappedKey = wrapped, CreatedAt = now });
        await db.SaveChangesAsync(ct);
        return key;
    }

    private static void AddGates(BrokerDbContext db, ChildReference reference, SandboxChild child)
    {
        db.Gates.AddRange(child.Requests.Select(request => new GateRow
        {
            Reference = request.Reference.Value,
            Kind = request.Purpose == "ARRANGEMENT_TOEWIJZING" ? GateBook.ArrangementApplication : GateBook.SchoolRequest,
            ChildId = reference.Value,
            MadeBy = request.School,
            MadeFor = request.Swv,
            Purpose = request.Purpose,
            MadeAt = request.MadeAt,
        }));
        db.Gates.AddRange(child.Inzagen.Select((inzage, number) => new GateRow
        {
            Reference = string.Create(CultureInfo.InvariantCulture, $"inzage-{child.Reference}-{number + 1}"),
            Kind = inzage.ParentsAgree ? GateBook.ParentInzage : GateBook.ParentDisagreed,
            ChildId = reference.Value,
            MadeBy = inzage.School,
            MadeFor = ChildRegister.AnyParty,
            Purpose = inzage.Purpose,
            MadeAt = inzage.At,
        }));
    }

    private static void AddGrants(BrokerDbContext db, ChildReference reference, SandboxChild child, DateTimeOffset now)
    {
        foreach (var grant in child.Grants)
        {
            var id = Guid.CreateVersion7(grant.GivenAt);
            db.Grants.Add(new GrantRow
            {
                Id = id,
                ChildId = reference.Value,
                Purpose = grant.Purpose,
                Source = grant.Source,
                GrantedBy = SandboxFactRows.PersonOf(child, grant.GrantedBy),
                GivenAt = grant.GivenAt,
                ValidFrom = null,
                ValidUntil = grant.ValidTo,
                Body = JsonSerializer.Serialize(SandboxFactRows.BodyOf(grant), BrokerJson.CamelCase),
                RecordedAt = now,
            });
            db.GrantEvents.AddRange(grant.Events.Select(happened => new GrantEventRow
            {
                Id = Guid.CreateVersion7(happened.At),
                GrantId = id,
                ChildId = reference.Value,
                Type = happened.Type,
                At = happened.At,
                By = SandboxFactRows.PersonOf(child, happened.By),
                Categories = string.Join(' ', happened.Categories),
            }));
        }
    }
}
