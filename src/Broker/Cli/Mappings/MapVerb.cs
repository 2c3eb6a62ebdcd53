using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Mapping.Reports;
using ZioExchange.Adapters.Sources.Gemeente.Ggk;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary><c>zio map</c>: one source document to a Bundle on standard output. Fetches nothing, needs no database.</summary>
/// <remarks>
/// The document is run twice: once to see that it can be mapped to its end, then to write. So standard output is empty or
/// whole, and memory does not grow with what comes out.
/// </remarks>
internal static class MapVerb
{
    /// <summary>Exit codes: 0 mapped, 1 mapped with issues, 2 bad usage, 65 not this format or unreadable.</summary>
    /// <param name="catalogue">The tables.</param>
    /// <param name="input">Standard input, for FILE <c>-</c>.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="messages">Standard error.</param>
    public static int Run(MapOptions options, MappingCatalogue catalogue, Stream input, Stream output, TextWriter messages)
    {
        if (!AreKnown(options, catalogue, out var fault))
        {
            messages.WriteLine($"{fault} See: zio map --help");
            return ExitCodes.BadUsage;
        }

        if (Read(options.File, input, messages) is not { } content)
        {
            return ExitCodes.BadInput;
        }

        var request = new PreviewRequest(options.Categories, options.Now);
        try
        {
            var document = GgkUnwrapping.Unwrap(new SourceDocument(options.Source, content));
            var mapped = catalogue.Preview(document, request with { WithReport = options.Report is not null }, new NoSink());
            WriteReport(mapped, options.Report);
            var bundle = new BundleStream(output);
            catalogue.Preview(document, request, bundle);
            bundle.Finish();
            return Tell(mapped, messages);
        }
        catch (SourceRefusedException refusal)
        {
            messages.WriteLine($"{refusal.Message} {refusal.Remedy}");
            return ExitCodes.BadInput;
        }
        catch (IOException)
        {
            messages.WriteLine("The report could not be written. Choose a file in a folder that exists.");
            return ExitCodes.BadUsage;
        }
    }

    private static bool AreKnown(MapOptions options, MappingCatalogue catalogue, out string fault)
    {
        fault = catalogue.Knows(options.Source)
            ? options.Categories?.FirstOrDefault(code => !catalogue.KnowsCategory(code)) is { } unknown ? $"There is no category {unknown}." : ""
            : $"There is no source {options.Source}; see 'zio mappings list'.";
        return fault.Length == 0;
    }

    private static byte[]? Read(string file, Stream input, TextWriter messages)
    {
        try
        {
            using var stream = file == "-" ? input : File.OpenRead(file);
            using var bytes = new MemoryStream(stream.CanSeek ? (int)Math.Min(stream.Length, SourceDocument.MostBytes) : 0);
            var buffer = new byte[81920];
            int read;
            while ((read = stream.Read(buffer)) > 0 && bytes.Length <= SourceDocument.MostBytes)
            {
                bytes.Write(buffer, 0, read);
            }

            return bytes.ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            messages.WriteLine("The file cannot be read. Check its name and rights.");
            return null;
        }
    }

    private static void WriteReport(MappedDossier mapped, string? file)
    {
        if (file is not null && mapped.Report is { } report)
        {
            using var stream = File.Create(file);
            CoverageReportWriter.Write(report, stream);
        }
    }

    private static int Tell(MappedDossier mapped, TextWriter messages)
    {
        foreach (var issue in mapped.Issues)
        {
            messages.WriteLine($"{issue.CodeText} {issue.Rule} {issue.Path} {issue.Value}: {issue.MessageNl} / {issue.MessageEn}");
        }

        return mapped.IssueCount == 0 ? ExitCodes.Good : ExitCodes.Finding;
    }
}
