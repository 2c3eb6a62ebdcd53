using System.Globalization;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Benchmarks.Fhir;

/// <summary>How many megabytes a second <see cref="FhirValidator"/> checks, on a bundle of some 20 kB. Aim 200, floor 100.</summary>
internal static class FhirValidatorTiming
{
    /// <summary>Prints one line: size, the median and the best of nine rounds, and the bare reader's speed on the same bytes.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var types = FhirTypes.Load(await File.ReadAllTextAsync(Path.Combine(Pace.Schemas, "fhir", "r4-types.txt")));
        var bundle = SampleBundle.Make(types);
        if (FhirValidator.Validate(bundle, types) is [var first, ..])
        {
            throw new InvalidOperationException($"The sample does not hold: {first}");
        }

        var rounds = Pace.Rounds(bundle.Length, () => _ = FhirValidator.Validate(bundle, types));
        var bare = Pace.Rounds(bundle.Length, () => SampleBundle.ReadBare(bundle.Span));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"fhir-validator {bundle.Length} bytes: {rounds[4]:F0} MB/s (best {rounds[^1]:F0}); bare Utf8JsonReader {bare[4]:F0} MB/s"));
    }
}
