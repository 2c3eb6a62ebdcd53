using System.Text;
using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Every_pair_of_RFC_8785_comes_out_byte_for_byte()
    {
        var inputs = System.IO.Directory.GetFiles(SharedFolder.Locate("vectors", "jcs-rfc8785", "testdata", "input"), "*.json");
        Assert.True(inputs.Length >= 6, "The vectors are incomplete.");
        foreach (var input in inputs)
        {
            var expected = File.ReadAllBytes(SharedFolder.Locate("vectors", "jcs-rfc8785", "testdata", "output", Path.GetFileName(input)));
            Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(CanonicalJson.Canonicalise(File.ReadAllBytes(input))));
        }
    }

    // Appendix B of RFC 8785, the samples beside the vectors, and the edges of ECMA-262 Number::toString.
    [Theory]
    [InlineData(0x0000000000000000UL, "0")]
    [InlineData(0x8000000000000000UL, "0")]
    [InlineData(0x0000000000000001UL, "5e-324")]
    [InlineData(0x8000000000000001UL, "-5e-324")]
    [InlineData(0x7fefffffffffffffUL, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000UL, "9007199254740992")]
    [InlineData(0x4340000000000001UL, "9007199254740994")]
    [InlineData(0x4430000000000000UL, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5UL, "9.999999999999997e+22")]
    [InlineData(0x444b1ae4d6e2ef4fUL, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50UL, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8cUL, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8dUL, "0.000001")]
    [InlineData(0x41b3de4355555553UL, "333333333.3333332")]
    [InlineData(0xbecbf647612f3696UL, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959UL, "1424953923781206.2")]
    public void Numbers_are_written_as_ECMAScript_writes_them(ulong bits, string expected) =>
        Assert.Equal(expected, CanonicalJson.Number(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1e400")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[1,]")]
    public void What_has_no_canonical_form_is_refused(string json) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Canonicalise(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_text_has_one_form_however_it_was_escaped()
    {
        string[] pieces = ["a", "Z", " ", "\"", "\\", "/", "\n", "\t", "\u0001", "\u007f", "é", "\u2028", "😀", "\\u0041", new string('x', 300)];
        var random = new Random(20261122);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 24)).Select(_ => pieces[random.Next(pieces.Length)]));
            var inside = string.Concat(text.Select(letter => letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\u0001' => "\\u0001",
                _ => letter.ToString(),
            }));
            var expected = $"{{\"{inside}\":\"{inside}\"}}";

            var everyUnit = string.Concat(text.Select(letter => $"\\u{(int)letter:X4}"));
            Assert.Equal(expected, Canonical(expected));
            Assert.Equal(expected, Canonical($"{{\"{everyUnit}\" : \"{everyUnit}\"}}"));
            Assert.Equal(expected, Canonical(JsonSerializer.Serialize(new Dictionary<string, string> { [text] = text })));
        }
    }

    [Fact]
    public void Members_stand_in_the_order_of_their_code_units()
    {
        string[] names = ["", "a", "A", "aa", "b\"", "b!", "é", "\uffff", "😀", "_", "10", "9"];
        var random = new Random(20261122);
        for (var round = 0; round < 50; round++)
        {
            random.Shuffle(names);
            var canonical = Canonical(JsonSerializer.Serialize(names.ToDictionary(name => name, _ => 1)));

            using var read = JsonDocument.Parse(canonical);
            Assert.Equal(names.Order(StringComparer.Ordinal), read.RootElement.EnumerateObject().Select(member => member.Name));
        }
    }

    [Fact]
    public void Depth_is_bounded() =>
        Assert.Throws<FormatException>(() => CanonicalJson.Canonicalise(Encoding.UTF8.GetBytes(new string('[', 100_000))));

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Canonicalise(Encoding.UTF8.GetBytes(json)));
}
