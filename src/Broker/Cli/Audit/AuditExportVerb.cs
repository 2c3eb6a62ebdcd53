using System.Globalization;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Exporting;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary><c>audit export</c>: writes a part of the log to standard output, after the log has recorded that it does.</summary>
public sealed class AuditExportVerb(IAuditLog log, LogExport export, TimeProvider clock)
{
    /// <param name="arguments">What to export.</param>
    /// <param name="output">Gets the data; UTF-8 without a byte order mark of its own, LF for the JSON formats.</param>
    /// <param name="messages">Gets progress and faults.</param>
    /// <param name="ct">Stops the export.</param>
    /// <returns>0 written, 2 bad usage.</returns>
    /// <exception cref="AuditUnavailableException">The log could not record the export: nothing was written.</exception>
    public async Task<int> RunAsync(AuditExportArguments arguments, TextWriter output, TextWriter messages, CancellationToken ct)
    {
        if (!Enum.GetNames<ExportFormat>().Contains(arguments.Format, StringComparer.OrdinalIgnoreCase))
        {
            await messages.WriteLineAsync("--format is one of ndjson, csv, ldv, nen7513, balp.");
            return ExitCodes.BadUsage;
        }

        if (!LoggedReason.Fits(arguments.Reason))
        {
            await messages.WriteLineAsync($"--reason {LoggedReason.Remedy}");
            return ExitCodes.BadUsage;
        }

        if (arguments.Query.Organisation is { } organisation && (organisation.Value.Length is 0 or > LoggedReason.Longest || organisation.Value.Any(char.IsWhiteSpace) || SearchReader.LooksLikeBsn(organisation.Value)))
        {
            await messages.WriteLineAsync("--organisation is the id of one organisation, as the directory has it. It stays in the log: never a BSN or a name.");
            return ExitCodes.BadUsage;
        }

        if (arguments.Query is { From: { } from, To: { } to } && from >= to)
        {
            await messages.WriteLineAsync("--to is the end and not included, so it is later than --from: for one whole day give the day after.");
            return ExitCodes.BadUsage;
        }

        var format = Enum.Parse<ExportFormat>(arguments.Format, ignoreCase: true);
        await log.AppendAsync(Entry(arguments), null, ct);
        var progress = arguments.ShowProgress ? new Counter(messages) : null;
        var written = await export.WriteAsync(arguments.Query, format, LogExport.OfOperator, output, progress, ct);
        await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{written} records written."));
        return ExitCodes.Good;
    }

    private AuditEntry Entry(AuditExportArguments arguments) => new()
    {
        Kind = AuditKind.Export,
        Outcome = AuditOutcome.Success,
        Moment = clock.GetUtcNow(),
        TraceId = Hosting.TraceId.Current,
        Actor = AuditActor.Operator,
        ReasonCode = arguments.Reason,
        Details = new Dictionary<string, string>
        {
            ["format"] = arguments.Format,
            ["filteredByChild"] = arguments.Query.Child is null ? "no" : "yes",
            ["organisation"] = arguments.Query.Organisation?.Value ?? "",
            ["outcome"] = arguments.Query.Outcome?.ToString() ?? "",
            ["from"] = arguments.Query.From?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            ["to"] = arguments.Query.To?.ToString("O", CultureInfo.InvariantCulture) ?? "",
        },
    };

    private sealed class Counter(TextWriter terminal) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value % 500 == 0)
            {
                terminal.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value} records "));
            }
        }
    }
}
