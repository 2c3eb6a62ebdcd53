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

    /// <summary>Writes many children, side by side, so that they share the commits of the log. Skips who is there already.</summary>
    /// <param name="progress">Told how many are done, at least once for every thousand.</param>
    public async Task SeedManyAsync(IEnumerable<SandboxChild> children, IProgress<int> progress, CancellationToken ct)
    {
        var done = 0;
        foreach (var some in children.Chunk(AtOnce))
        {
            await MakeKeysAsync(some, ct);
            await Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (child, stop) => await SeedAsync(child, stop));
            progress.Report(done += some.Length);
        }
    }

    /// <summary>The keys of many children in one commit; <see cref="KeyAsync"/> then finds them.</summary>
    private async Task MakeKeysAsync(IReadOnlyCollection<SandboxChild> children, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = children.Select(child => SyntheticPeople.Prefix + child.Reference).ToList();
        var known = await db.Children.AsNoTracking().Where(row => names.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct);
        var now = clock.GetUtcNow();
        db.Children.AddRange(names.Except(known).Select(name => new ChildRow { Id = name, ConsentVersion = 0, WrappedKey = ChildKey.Make(master, name).Wrapped, CreatedAt = now }));
        await db.SaveChangesAsync(ct);
    }

    private async Task SeedAsync(SandboxChild child, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var reference = new ChildReference(SyntheticPeople.Prefix + child.Reference);
        if (await KeyAsync(reference, now, ct) is not { } key)
        {
            return;
        }

        var entry = new AuditEntry
        {
            Kind = AuditKind.FactChange,
            Moment = now,
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Child = reference,
            Actor = Actor,
            Details = new Dictionary<string, string> { ["act"] = "SEEDED" },
        };
        var step = new RegisterStep(database, reference, db =>
        {
            var rows = new SandboxRows(db, reference, key, master, now);
            rows.AddNumbers(child);
            SandboxFactRows.Add(rows, child);
            AddGates(db, reference, child);
            AddGrants(db, reference, child, now);
        });
        await log.AppendAsync(entry, step, ct);
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
