using System.Text;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Random damage, always the same by its seed: a document is mapped or refused, never anything else.</summary>
public sealed class MutationTests
{
    private static readonly string[] Pieces = ["<", ">", "\"", "{", "}", "[", "]", ",", ":", "\0", "é", "2026-02-31", "<b:Client>", "null", "&#1;", "&amp;", "<![CDATA[x]]>", "\\u0000"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_damaged_document_is_mapped_or_refused(bool isXml)
    {
        var catalogue = Samples.Load(isXml ? JeugdhulpSample.Table : JsonSample.Table);
        var good = Encoding.UTF8.GetBytes(isXml ? JeugdhulpSample.Document() : JsonSample.Document);
        var random = new Random(20261122);
        var (mapped, refused) = (0, 0);
        for (var at = 0; at < 1000; at++)
        {
            var document = Damage(good, random);
            try
            {
                var dossier = catalogue.Preview(new SourceDocument("proef", document), new PreviewRequest(null, null, at % 2 == 0));
                Assert.All(Samples.Resources(dossier), one => Assert.True(one.TryGetProperty("resourceType", out _)));
                mapped++;
            }
            catch (SourceRefusedException)
            {
                refused++;
            }
        }

        Assert.True(mapped > 20 && refused > 100, $"{mapped} mapped, {refused} refused");
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        var bytes = new List<byte>(good);
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(2) == 0 ? 0 : bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
