using System.Text;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

public sealed class RefusalTests
{
    private static readonly MappingCatalogue Xml = Samples.Load(JeugdhulpSample.Table);

    private static readonly MappingCatalogue Json = Samples.Load(JsonSample.Table);

    [Theory]
    [InlineData("urn:proef:1_0", "urn:ander:9", RefusalCode.NotThisFormat)]
    [InlineData("xmlns:b=\"urn:proef:1_0\"", "", RefusalCode.NotReadable)]
    [InlineData("<b:Versie>3</b:Versie>", "<b:Versie>2</b:Versie>", RefusalCode.WrongVersion)]
    [InlineData("<b:Versie>3</b:Versie>", "", RefusalCode.WrongVersion)]
    [InlineData("</b:Bericht>", "", RefusalCode.NotReadable)]
    [InlineData("<b:Geslacht>1</b:Geslacht>", "<b:Geslacht>1</b:Geslacht><b:Geslacht>1</b:Geslacht>", RefusalCode.WrongStructure)]
    [InlineData("<b:Geslacht>1</b:Geslacht>", "<b:Geslacht><b:Nummer>1</b:Nummer></b:Geslacht>", RefusalCode.WrongStructure)]
    [InlineData("<b:Header>", "<b:Header>losse tekst", RefusalCode.WrongStructure)]
    [InlineData("<b:Client>", "<b:Nummer>1</b:Nummer><b:Client>", RefusalCode.WrongStructure)]
    [InlineData("<b:Geslacht>", "<x:Vreemd xmlns:x=\"urn:x\"/><b:Geslacht>", RefusalCode.WrongStructure)]
    [InlineData("<b:Producten>", "<b:Bsn>111222333</b:Bsn><b:Producten>", RefusalCode.WrongStructure)]
    [InlineData("<b:Bericht", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><b:Bericht", RefusalCode.NotReadable)]
    public void A_broken_message_is_refused_as_a_whole(string from, string to, RefusalCode code)
    {
        var document = JeugdhulpSample.Document().Replace(from, to, StringComparison.Ordinal);

        Assert.Equal(code, Assert.Throws<SourceRefusedException>(() => Samples.Preview(Xml, document)).Code);
    }

    [Fact]
    public void A_look_alike_without_namespace_is_refused()
    {
        var document = JeugdhulpSample.Document().Replace("b:", "", StringComparison.Ordinal).Replace("o:", "", StringComparison.Ordinal)
            .Replace("xmlns:b=\"urn:proef:1_0\" xmlns:o=\"urn:proef:basis\"", "", StringComparison.Ordinal);

        Assert.Throws<SourceRefusedException>(() => Samples.Preview(Xml, document));
    }

    [Fact]
    public void A_hundred_levels_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<b:x>", 100)) + string.Concat(Enumerable.Repeat("</b:x>", 100));
        var deepJson = string.Concat(Enumerable.Repeat("{\"x\":", 100)) + "1" + new string('}', 100);

        Assert.Equal(RefusalCode.TooLarge, Assert.Throws<SourceRefusedException>(() => Samples.Preview(Xml, JeugdhulpSample.Document(1, null, deep))).Code);
        Assert.Throws<SourceRefusedException>(() => Samples.Preview(Json, JsonSample.Document.Replace("\"kind\":", $"\"x\":{deepJson},\"kind\":", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"versie\":\"1.0\"", "\"versie\":\"9.0\"")]
    [InlineData("\"versie\":\"1.0\",", "")]
    [InlineData("\"soort\":\"proef\"", "\"soort\":\"anders\"")]
    [InlineData("\"kind\":", "\"soort\":\"proef\",\"kind\":")]
    [InlineData("[{\"titel\"", "{\"titel\"")]
    [InlineData("\"naam\":\"Wit\"", "\"naam\":{\"a\":1}")]
    [InlineData("\"naam\":\"Wit\"", "\"naam\":[\"Wit\"]")]
    [InlineData("\"naam\":\"Wit\"", "\"naam\":\"\\ud800\"")]
    [InlineData("\"kind\":{", "\"kind\":\"x\",\"y\":{")]
    public void A_broken_record_is_refused_as_a_whole(string from, string to) =>
        Assert.Throws<SourceRefusedException>(() => Samples.Preview(Json, JsonSample.Document.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void A_refusal_says_what_is_wrong_with_the_bytes()
    {
        string Why(byte[] bytes) => Assert.Throws<SourceRefusedException>(() => Json.Preview(new SourceDocument("proef", bytes), new PreviewRequest())).Message;

        Assert.Contains("empty", Why([]), StringComparison.Ordinal);
        Assert.Contains("empty", Why(" \r\n"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("empty", Why([0xEF, 0xBB, 0xBF]), StringComparison.Ordinal);
        Assert.Contains("UTF-16", Why([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(JsonSample.Document)]), StringComparison.Ordinal);
        Assert.Contains("UTF-16", Why(Encoding.Unicode.GetBytes(JsonSample.Document)), StringComparison.Ordinal);
        Assert.Contains("UTF-16", Why(Encoding.BigEndianUnicode.GetBytes(JsonSample.Document)), StringComparison.Ordinal);
        Assert.Contains("encoding UTF-7", Why("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("encoding windows-1252", Why("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a/>"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("not well-formed", Why("<?xml version=\"1.0\" encoding=\"utf-8\"?><a>"u8.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_encodings_and_empty_documents_are_refused()
    {
        byte[][] documents =
        [
            [], [0xFF, 0xFE], [.. Encoding.UTF8.GetBytes("{\"soort\":\"proef\",\"x\":\""), 0xC3, 0x28, .. "\"}"u8], [.. "<a>"u8, 0xC3, 0x28], "null"u8.ToArray(),
        ];

        Assert.All(documents, bytes => Assert.Throws<SourceRefusedException>(() => Json.Preview(new SourceDocument("proef", bytes), new PreviewRequest())));
        Assert.All(documents, bytes => Assert.Throws<SourceRefusedException>(() => Xml.Preview(new SourceDocument("proef", bytes), new PreviewRequest())));
    }
}
