using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>Writes the answer to a question as a file. The caller has logged the export first: no log, no data.</summary>
public sealed class LogExport(LogReader reader, LogProofs proofs, VerifierKey key)
{
    /// <returns>How many records were written.</returns>
    public async Task<long> WriteAsync(LogQuery query, ExportFormat format, TextWriter output, IProgress<long>? progress, CancellationToken ct)
    {
        var written = 0L;
        if (format is ExportFormat.Csv)
        {
            await output.WriteAsync(CsvExport.Head + "\r\n");
        }

        await foreach (var record in reader.AllAsync(query, ct))
        {
            await output.WriteAsync(await LineAsync(record, format, ct));
            progress?.Report(++written);
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
