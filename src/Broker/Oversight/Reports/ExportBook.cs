using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Exporting;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>Exports of the own slice as jobs: asked with a reason, logged before the first byte, written a day at a time, gone on with after a stop.</summary>
/// <remarks>Pieces are sealed by the master key. A file can be fetched for a day; then its pieces are deleted, by a node whose clock is not doubted. A day that cannot be written fails its own job and no other.</remarks>
public sealed partial class ExportBook(BrokerDatabase database, LogExport export, ExportNames names, MasterKey master, IAuditLog log, ClockWatch watch, TimeProvider clock, ILogger<ExportBook> logger)
{
    private const int MostTries = 5;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, int> _tries = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Reasons { get; } = ["REVIEW", "RIGHTS_REQUEST", "INCIDENT", "SUPERVISOR", "BOARD"];

    /// <returns>The job's id; null when reason, format or period cannot be.</returns>
    public async Task<string?> AskAsync(OfficerSession officer, string? reason, string? format, DateOnly from, DateOnly until, CancellationToken ct)
    {
        if (reason is null || !Reasons.Contains(reason) || !Enum.TryParse<ExportFormat>(format, ignoreCase: false, out var shape) || !Enum.IsDefined(shape)
            || from > until || until.DayNumber - from.DayNumber > 366)
        {
            return null;
        }

        var id = Guid.NewGuid().ToString("N");
        await LogAsync(officer.Actor, officer.Organisation, "ASKED", id, reason, shape, $"{DutchTime.Iso(from)}/{DutchTime.Iso(until)}", ct);
        await using var db = new OversightDb(database);
        db.Exports.Add(new ExportRow
        {
            Id = id,
            Organisation = officer.Organisation.Value,
            AskedBy = officer.Pseudonym,
            AskedRole = officer.RoleCode,
            AskedAt = clock.GetUtcNow().UtcTicks,
            Reason = reason,
            Format = shape.ToString(),
            Question = $"{DutchTime.Iso(from)}/{DutchTime.Iso(until)}",
            State = "WAITING",
            Written = 0,
            ResumeAt = DutchTime.Iso(from),
            Parts = 0,
        });
        await db.SaveChangesAsync(ct);
        return id;
    }

    public async Task<IReadOnlyList<ExportJob>> ListAsync(OfficerSession officer, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.Exports.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value).OrderByDescending(row => row.AskedAt).Take(50).ToListAsync(ct);
        return [.. rows.Select(JobOf)];
    }

    public async Task<ExportJob?> FindAsync(OfficerSession officer, string id, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var row = await db.Exports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value, ct);
        return row is null ? null : JobOf(row);
    }

    /// <summary>The whole file, logged; null when it is not there for this officer's organisation.</summary>
    public async Task<byte[]?> FetchAsync(OfficerSession officer, string id, CancellationToken ct)
    {
        if (await FindAsync(officer, id, ct) is not { State: "DONE" } job)
        {
            return null;
        }

        await using var db = new OversightDb(database);
        var kept = (clock.GetUtcNow() - Kept).UtcTicks;   // whether or not the round that deletes has been
        var parts = await db.ExportParts.AsNoTracking().Where(part => part.Export == id && db.Exports.Any(row => row.Id == id && row.FinishedAt >= kept)).OrderBy(part => part.Part).ToListAsync(ct);
        if (parts.Count == 0)
        {
            return null;   // its day is over
        }

        await LogAsync(officer.Actor, officer.Organisation, "FETCHED", id, job.Reason, Enum.Parse<ExportFormat>(job.Format), $"{DutchTime.Iso(job.From)}/{DutchTime.Iso(job.Until)}", ct);
        var file = new MemoryStream();
        foreach (var part in parts)
        {
            using var sealedPart = new MemoryStream(master.Unwrap(part.Body, Label(id, part.Part)));
            await using var opened = new BrotliStream(sealedPart, CompressionMode.Decompress);
            await opened.CopyToAsync(file, ct);
        }

        return file.ToArray();
    }

    /// <summary>Writes one day of one job that waits; false when nothing waits.</summary>
    public async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        if (watch.IsEven())
        {
            var old = (clock.GetUtcNow() - Kept).UtcTicks;
            await db.ExportParts.Where(part => db.Exports.Where(row => row.FinishedAt < old).Select(row => row.Id).Contains(part.Export)).ExecuteDeleteAsync(ct);
        }

        if (await db.Exports.Where(row => row.State == "WAITING" || row.State == "RUNNING").OrderBy(row => row.AskedAt).FirstOrDefaultAsync(ct) is not { ResumeAt: not null } row)
        {
            return false;
        }

        var part = row.Parts;
        try
        {
            await WriteDayAsync(db, row, ct);
            _tries.TryRemove(row.Id, out _);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            if (fault is DbUpdateConcurrencyException || (fault is DbUpdateException && await IsWrittenAsync(row.Id, part, ct)))
            {
                return true;   // another node wrote this day first, or an erasure stopped the job
            }

            // The database may be away: that passes by itself.
            if ((fault is DbException or DbUpdateException || DatabaseTrouble.IsIn(fault)) && _tries.AddOrUpdate(row.Id, 1, (_, tries) => tries + 1) < MostTries)
            {
                throw;
            }

            await FailAsync(row.Id, fault, ct);
        }

        return true;
    }

    private async Task WriteDayAsync(OversightDb db, ExportRow row, CancellationToken ct)
    {
        var day = DutchTime.Day(row.ResumeAt!);
        var (_, until) = PeriodOf(row);
        var query = new LogQuery { Organisation = new OrganisationId(row.Organisation), From = DutchTime.StartOf(day), To = DutchTime.StartOf(day.AddDays(1)) };
        var (body, written) = await DayAsync(row, query, ct);
        if (await IsWrittenAsync(row.Id, row.Parts, ct))
        {
            return;   // by another node, which moves the job on
        }

        db.ExportParts.Add(new ExportPartRow { Export = row.Id, Part = row.Parts, Body = master.Wrap(body, Label(row.Id, row.Parts)) });
        (row.Parts, row.Written, row.State, row.ResumeAt) = (row.Parts + 1, row.Written + written, "RUNNING", DutchTime.Iso(day.AddDays(1)));
        if (day >= until)
        {
            (row.State, row.FinishedAt) = ("DONE", clock.GetUtcNow().UtcTicks);
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> IsWrittenAsync(string id, long number, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        return await db.ExportParts.AnyAsync(part => part.Export == id && part.Part == number, ct);
    }

    /// <summary>The job stops, in sight of who asked; its pieces go with those of jobs that are done. With the database away this throws, and the job waits for the next round.</summary>
    private async Task FailAsync(string id, Exception fault, CancellationToken ct)
    {
        ExportFailed(logger, id, fault.GetType().Name);
        await using var db = new OversightDb(database);
        var now = clock.GetUtcNow().UtcTicks;
        await db.Exports.Where(row => row.Id == id && (row.State == "WAITING" || row.State == "RUNNING"))
            .ExecuteUpdateAsync(row => row.SetProperty(job => job.State, "FAILED").SetProperty(job => job.FinishedAt, now), ct);
    }

    private async Task<(byte[] Body, long Written)> DayAsync(ExportRow row, LogQuery query, CancellationToken ct)
    {
        using var text = new StringWriter();
        var organisation = new OrganisationId(row.Organisation);
        var written = await export.WriteAsync(
            query, Enum.Parse<ExportFormat>(row.Format), (records, stop) => names.SeenByAsync(organisation, records, stop), text, progress: null, ct);
        var lines = text.ToString();
        if (row is { Format: nameof(ExportFormat.Csv), Parts: > 0 })
        {
            lines = lines[(lines.IndexOf('\n', StringComparison.Ordinal) + 1)..];   // one head a file
        }

        var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await brotli.WriteAsync(Encoding.UTF8.GetBytes(lines), ct);
        }

        return (packed.ToArray(), written);
    }

    private static string Label(string id, long part) => string.Create(CultureInfo.InvariantCulture, $"oversight-export/{id}/{part}");

    private static (DateOnly From, DateOnly Until) PeriodOf(ExportRow row)
    {
        var days = row.Question.Split('/');
        return (DutchTime.Day(days[0]), DutchTime.Day(days[1]));
    }

    private ExportJob JobOf(ExportRow row)
    {
        var (from, until) = PeriodOf(row);
        return new ExportJob(row.Id, new DateTimeOffset(row.AskedAt, TimeSpan.Zero), row.Reason, row.Format, from, until, row.FinishedAt is { } finished && finished < (clock.GetUtcNow() - Kept).UtcTicks ? "GONE" : row.State, row.Written, (int)row.Parts, until.DayNumber - from.DayNumber + 1);
    }

    private async Task LogAsync(AuditActor actor, OrganisationId organisation, string act, string id, string reason, ExportFormat format, string period, CancellationToken ct) => await log.AppendAsync(
        new AuditEntry
        {
            Kind = AuditKind.Export,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Actor = actor,
            Source = organisation,
            Details = new Dictionary<string, string> { ["act"] = act, ["export"] = id, ["reason"] = reason, ["format"] = format.ToString(), ["period"] = period },
        }, step: null, ct);

    [LoggerMessage(6001, LogLevel.Error, "Export {Export} stopped on {Fault}; who asked sees it and may ask again")]
    private static partial void ExportFailed(ILogger logger, string export, string fault);
}
