using System.Diagnostics;
using System.Globalization;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Benchmarks.Mapping;

/// <summary>How fast documents become FHIR, against a bare XmlReader to Utf8JsonWriter on the same bytes in the same run. Aim 0.5, floor 0.3.</summary>
/// <remarks>Turns alternate, so that what else the machine does falls on both; ratios hold, absolute speeds do not.</remarks>
public static class MappingTiming
{
    private const int Rounds = 15;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(60);

    /// <summary>Long enough for the runtime to have compiled both for good, on a busy machine too.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(4);

    /// <summary>Prints a line for each document: size, the median ratio with the least and the most, and bytes allocated for one run.</summary>
    /// <param name="schemas">The folder <c>schemas</c>.</param>
    /// <param name="shared">The shared folder with official samples; null for the documents of the sandbox alone.</param>
    /// <param name="output">Where the lines go.</param>
    public static void Run(string schemas, string? shared, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var catalogue = Broker.Cli.Mappings.MappingFolder.Load(schemas);
        foreach (var (name, source, bytes) in TimedDocuments.All(shared))
        {
            output.WriteLine(Line(catalogue, name, new SourceDocument(source, bytes), bytes));
        }
    }

    private static string Line(MappingCatalogue catalogue, string name, SourceDocument document, byte[] bytes)
    {
        var request = new PreviewRequest();
        long Map() => catalogue.Preview(document, request).Resources.Count;
        long Bare() => BareConversion.Run(bytes);
        Turns(Map, Warming);
        Turns(Bare, Warming);
        var ratios = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var bare = Turns(Bare, Turn);
            var map = Turns(Map, Turn);
            ratios[round] = bare / map;
        }

        Array.Sort(ratios);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Map();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28} {bytes.Length,9} bytes  {ratios[Rounds / 2]:F2} of bare ({ratios[0]:F2} to {ratios[^1]:F2})  {allocated / 1024} KiB allocated");
    }

    /// <summary>Seconds for one call.</summary>
    private static double Turns(Func<long> once, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var times = 0;
        long sum = 0;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            sum += once();
            times++;
        }

        GC.KeepAlive(sum);
        return Stopwatch.GetElapsedTime(started).TotalSeconds / times;
    }
}
