using System.Diagnostics;
using System.Globalization;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Benchmarks.Mapping;

/// <summary>The long run of damaged documents: every one is mapped or refused. The short run, 2,000, is a test.</summary>
public static class MutationRun
{
    /// <summary>Prints how many were mapped and refused, the slowest, and the largest growth of memory; throws what should not have been thrown.</summary>
    /// <param name="schemas">The folder <c>schemas</c>.</param>
    /// <param name="shared">The shared folder with official samples; null for the documents of the sandbox alone.</param>
    /// <param name="times">How many documents; 100,000 is the long run.</param>
    /// <param name="seed">Same seed, same documents.</param>
    /// <param name="output">Where the line goes.</param>
    public static void Run(string schemas, string? shared, int times, int seed, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var catalogue = Broker.Cli.Mappings.MappingFolder.Load(schemas);
        var documents = TimedDocuments.All(shared).Where(document => document.Bytes.Length < 1_000_000).ToList();
        var random = new Random(seed);
        var (mapped, refused, slowest) = (0, 0, TimeSpan.Zero);
        for (var at = 0; at < times; at++)
        {
            var (_, source, good) = documents[at % documents.Count];
            var bytes = Damaged(good, random);
            var started = Stopwatch.GetTimestamp();
            try
            {
                catalogue.Preview(new SourceDocument(source, bytes), new PreviewRequest(null, null, at % 3 == 0));
                mapped++;
            }
            catch (SourceRefusedException)
            {
                refused++;
            }

            var taken = Stopwatch.GetElapsedTime(started);
            slowest = taken > slowest ? taken : slowest;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{times} damaged documents: {mapped} mapped, {refused} refused, slowest {slowest.TotalMilliseconds:F0} ms, {GC.GetTotalMemory(forceFullCollection: true) / 1_000_000} MB kept"));
    }

    private static byte[] Damaged(byte[] good, Random random)
    {
        var bytes = new List<byte>(good);
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes[at] = (byte)"<>\"'&;/0123456789"[random.Next(17)];
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(8) == 0 ? bytes.Count - at : 0);
                    break;
            }
        }

        return [.. bytes];
    }
}
