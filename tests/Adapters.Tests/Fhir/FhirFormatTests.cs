using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

public sealed class FhirFormatTests
{
    public static TheoryData<string> Primitives() => [.. Enum.GetNames<FhirPrimitive>().Where(name => name != "None")];

    [Theory]
    [MemberData(nameof(Primitives))]
    public void A_primitive_takes_what_its_format_allows_and_nothing_else(string name)
    {
        var primitive = Enum.Parse<FhirPrimitive>(name);

        Assert.All(SampleText.Good(primitive), text => Assert.True(FhirFormat.Matches(primitive, Encoding.UTF8.GetBytes(text)), text));
        Assert.All(SampleText.Bad(primitive), text => Assert.False(FhirFormat.Matches(primitive, Encoding.UTF8.GetBytes(text)), text));
    }

    // Mutated samples against the official patterns: what the pattern refuses, the matcher refuses.
    [Theory]
    [MemberData(nameof(Primitives))]
    public void No_matcher_takes_what_the_official_pattern_refuses(string name)
    {
        var primitive = Enum.Parse<FhirPrimitive>(name);
        var type = FhirTable.Types.TryGetType(char.ToLowerInvariant(name[0]) + name[1..], out var found) ? found : throw new InvalidOperationException(name);
        var pattern = type.Pattern is { } text ? new Regex($@"\A(?:{text})\z", RegexOptions.CultureInvariant) : null;
        var random = new Random(4001);
        var taken = 0;
        for (var i = 0; i < 5000; i++)
        {
            var value = Mutate(SampleText.Good(primitive), random);
            if (FhirFormat.Matches(primitive, Encoding.UTF8.GetBytes(value)))
            {
                taken++;
                Assert.True(pattern is null || pattern.IsMatch(value), $"{name} takes {value}");
            }
        }

        Assert.True(taken > 100, $"{taken} of the values were taken: the samples test nothing.");
    }

    [Fact]
    public void A_string_ends_at_a_million_characters()
    {
        Assert.True(FhirFormat.Matches(FhirPrimitive.String, Encoding.UTF8.GetBytes(new string('é', 1 << 20))));
        Assert.False(FhirFormat.Matches(FhirPrimitive.String, Encoding.UTF8.GetBytes(new string('x', (1 << 20) + 1))));
    }

    private static string Mutate(string[] samples, Random random)
    {
        const string Letters = "0123456789-:.+TZ eE=/aé\t";
        var text = samples[random.Next(samples.Length)];
        if (random.Next(10) == 0)
        {
            return text;
        }

        var at = random.Next(text.Length);
        var letter = Letters[random.Next(Letters.Length)];
        return random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, letter.ToString()),
            _ => text.Remove(at, 1).Insert(at, letter.ToString()),
        };
    }
}
