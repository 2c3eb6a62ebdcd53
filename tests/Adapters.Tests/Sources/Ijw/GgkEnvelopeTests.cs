using System.Text;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources.Gemeente.Ggk;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

public sealed class GgkEnvelopeTests
{
    private const string Message = "<Bericht>é</Bericht>";

    private static readonly string Whole = $"""
        <GGK:envelopHeenbericht-ggk_Di01 xmlns:GGK="http://www.stufstandaarden.nl/sectormodel/ggk/0210" xmlns:StUF="http://www.egem.nl/StUF/StUF0301">
          <GGK:stuurgegevens><StUF:berichtcode>Di01</StUF:berichtcode>
            <StUF:zender><StUF:organisatie>0363</StUF:organisatie></StUF:zender>
            <StUF:ontvanger><StUF:organisatie>42420001</StUF:organisatie></StUF:ontvanger>
            <StUF:functie>JW301</StUF:functie></GGK:stuurgegevens>
          <GGK:parameters><GGK:applicatieVersie>0001</GGK:applicatieVersie>
            <GGK:bericht StUF:bestandsnaam="JW301.xml">{Convert.ToBase64String(Encoding.UTF8.GetBytes(Message))}</GGK:bericht></GGK:parameters>
        </GGK:envelopHeenbericht-ggk_Di01>
        """;

    [Fact]
    public void The_message_comes_out_of_the_envelope_byte_for_byte()
    {
        var message = GgkEnvelope.Open(Bytes(Whole));

        Assert.Equal(Message, Encoding.UTF8.GetString(message.Content.Span));
        Assert.Equal("JW301", message.Function);
        Assert.Equal("0363", message.Sender);
    }

    [Fact]
    public void A_retour_envelope_opens_as_well() =>
        Assert.Equal("JW302", GgkEnvelope.Open(Bytes(Whole.Replace("envelopHeenbericht-ggk_Di01", "envelopRetourbericht-ggk_Du01", StringComparison.Ordinal).Replace("JW301", "JW302", StringComparison.Ordinal))).Function);

    [Fact]
    public void Only_an_envelope_is_called_one()
    {
        Assert.True(GgkEnvelope.IsEnvelope(Bytes(Whole)));
        Assert.False(GgkEnvelope.IsEnvelope(Bytes(Message)));
        Assert.False(GgkEnvelope.IsEnvelope(Bytes("no xml")));
        Assert.False(GgkEnvelope.IsEnvelope(Bytes(Whole.Replace("ggk/0210", "ggk/0310", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("JW301<", "WMO301<", GgkFault.OtherLaw)]
    [InlineData("ggk/0210", "ggk/0999", GgkFault.NotAnEnvelope)]
    [InlineData("<StUF:functie>JW301</StUF:functie>", "", GgkFault.WrongShape)]
    [InlineData("<StUF:functie>JW301</StUF:functie>", "<StUF:functie>JW301</StUF:functie><StUF:functie>JW301</StUF:functie>", GgkFault.WrongShape)]
    [InlineData("</GGK:bericht>", "=!</GGK:bericht>", GgkFault.NotBase64)]
    [InlineData("</GGK:envelopHeenbericht-ggk_Di01>", "", GgkFault.NotXml)]
    [InlineData("<GGK:envelop", "<!DOCTYPE x [<!ENTITY a \"b\">]><GGK:envelop", GgkFault.NotXml)]
    public void An_envelope_with_a_fault_is_refused(string part, string replacement, GgkFault fault)
    {
        var first = Whole.IndexOf(part, StringComparison.Ordinal);
        var broken = Whole[..first] + replacement + Whole[(first + part.Length)..];
        if (part.StartsWith("ggk", StringComparison.Ordinal))
        {
            broken = Whole.Replace(part, replacement, StringComparison.Ordinal);
        }

        Assert.Equal(fault, Assert.Throws<GgkEnvelopeException>(() => GgkEnvelope.Open(Bytes(broken))).Fault);
    }

    [Fact]
    public void A_message_in_an_envelope_maps_as_the_message_itself()
    {
        var message = SourceTables.Fixture("Ijw/jw301-full.xml");
        var envelope = Whole.Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes(Message)), Convert.ToBase64String(Encoding.UTF8.GetBytes(message)), StringComparison.Ordinal);
        var opened = GgkUnwrapping.Unwrap(new SourceDocument("ijw", Bytes(envelope)));

        Assert.Equal(SourceTables.Map("ijw", message).Text, new MappedBundle(SourceTables.Catalogue.Preview(opened, new PreviewRequest())).Text);
        Assert.Equal(
            RefusalCode.NotThisFormat,
            Assert.Throws<SourceRefusedException>(() => GgkUnwrapping.Unwrap(new SourceDocument("ijw", Bytes(Whole.Replace("JW301<", "WMO301<", StringComparison.Ordinal))))).Code);
    }

    [Fact]
    public void An_envelope_in_another_encoding_or_after_a_long_comment_is_opened()
    {
        var sixteen = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + Whole)).ToArray();

        Assert.Equal(Message, Encoding.UTF8.GetString(GgkUnwrapping.Unwrap(new SourceDocument("ijw", sixteen)).Content.Span));
        Assert.Equal(Message, Encoding.UTF8.GetString(GgkUnwrapping.Unwrap(new SourceDocument("ijw", Bytes($"<!-- {new string('x', 9000)} -->{Whole}"))).Content.Span));
    }

    [Fact]
    public void A_document_without_envelope_stays_as_it_is()
    {
        var document = new SourceDocument("ijw", Bytes(Message));

        Assert.Same(document, GgkUnwrapping.Unwrap(document));
    }

    [Fact]
    public void An_envelope_of_a_hundred_levels_is_refused() =>
        Assert.Equal(GgkFault.NotXml, Assert.Throws<GgkEnvelopeException>(() => GgkEnvelope.Open(Bytes(Whole.Replace(
            "<GGK:parameters>", string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100)) + "<GGK:parameters>", StringComparison.Ordinal)))).Fault);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
