using System.Diagnostics;
using System.Globalization;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Benchmarks.Fhir;

/// <summary>How many megabytes a second <see cref="FhirValidator"/> checks, on a bundle of some 20 kB. Aim 200, floor 100.</summary>
public static class FhirValidatorTiming
{
    /// <summary>Prints one line: size, the median and the best of nine rounds, and the bare reader's speed on the same bytes.</summary>
    public static void Run(FhirTypes types, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var bundle = SampleBundle.Make(types);
        if (FhirValidator.Validate(bundle, types) is [var first, ..])
        {
            throw new InvalidOperationException($"The sample does not hold: {first}");
        }

        var rounds = Rounds(bundle.Length, () => _ = FhirValidator.Validate(bundle, types));
        var bare = Rounds(bundle.Length, () => SampleBundle.ReadBare(bundle.Span));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"fhir-validator {bundle.Length} bytes: {rounds[4]:F0} MB/s (best {rounds[^1]:F0}); bare Utf8JsonReader {bare[4]:F0} MB/s"));
    }

    private static double[] Rounds(int bytes, Action once)
    {
        var rounds = new double[9];
        for (var round = 0; round < rounds.Length; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var times = 0;
            while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(400))
            {
                once();
                times++;
            }

            rounds[round] = (double)bytes * times / 1e6 / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        Array.Sort(rounds);
        return rounds;
    }
}
