using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>Writes the answer to a question as a file. The caller has logged the export first: no log, no data.</summary>
public sealed class LogExport(LogReader reader, LogProofs proofs, VerifierKey key)
{
    /// <summary>The view of who runs the broker: names that hold within the whole log.</summary>
    public static ExportView OfOperator { get; } = (records, _) => Task.FromResult(records);

    /// <param name="query">Which records.</param>
    /// <param name="format">In what shape.</param>
    /// <param name="view">How who gets the file may know the people in it.</param>
    /// <param name="output">Gets the file.</param>
    /// <param name="progress">Gets the number of records so far.</param>
    /// <param name="ct">Stops the writing.</param>
    /// <returns>How many records were written.</returns>
    public async Task<long> WriteAsync(LogQuery query, ExportFormat format, ExportView view, TextWriter output, IProgress<long>? progress, CancellationToken ct)
    {
        var written = 0L;
        if (format is ExportFormat.Csv)
        {
            await output.WriteAsync(CsvExport.Head + "\r\n");
        }

        await foreach (var page in reader.PagesAsync(query, ct))
        {
            foreach (var record in await view(page, ct))
            {
                await output.WriteAsync(await LineAsync(record, format, ct));
                written++;
                progress?.Report(written);
            }
        }

        await output.FlushAsync(ct);
        return written;
    }

    private async Task<string> LineAsync(LogRecord record, ExportFormat format, CancellationToken ct) => format switch
    {
        ExportFormat.Csv => CsvExport.Line(record) + "\r\n",
        ExportFormat.Ldv => LdvExport.Line(record, key.Name, nen7513: false) + "\n",
        ExportFormat.Nen7513 => LdvExport.Line(record, key.Name, nen7513: true) + "\n",
        ExportFormat.Balp => BalpExport.Line(record, key.Name) + "\n",
        _ => NdjsonExport.Line(record, (await proofs.InclusionAsync(record.Index, ct))?.ToText()) + "\n",
    };
}
