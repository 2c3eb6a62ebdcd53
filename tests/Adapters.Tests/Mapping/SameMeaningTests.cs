using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>XML can be written in many ways that mean the same: prefixes, encodings, comments, CDATA. What comes out is the same, letter by letter.</summary>
public sealed partial class SameMeaningTests
{
    private static readonly (string Name, Func<string, byte[]> Write)[] Ways =
    [
        ("other prefixes", body => Utf8(Declared().Replace(Prefixed().Replace(body, "$1_q.-$2:"), " xmlns:_q.-$1="))),
        ("a namespace on every element", body => Utf8(DefaultNamespaces(body))),
        ("comments and instructions between elements", body => Utf8("<!-- a -->\n<?b c?>\n" + body.Replace("><", "><!-- - --><?b c?><", StringComparison.Ordinal) + "\n<!-- a -->")),
        ("a comment in every value", body => Utf8(Values(body, text => text[..1] + "<!-- a --><?b c?>" + text[1..]))),
        ("CDATA", body => Utf8(Values(body, text => text[..1] + "<![CDATA[" + text[1..] + "]]>"))),
        ("white space between two pieces of CDATA", body => Utf8(Values(body, text => text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? $"<![CDATA[{text[..at]}]]> <!-- a --><![CDATA[{text[(at + 1)..]}]]>" : text))),
        ("white space that is kept", body => Utf8(Root().Replace(Values(body, text => text.Replace(" ", "<?b c?> <?b c?>", StringComparison.Ordinal)), "$0 xml:space=\"preserve\"", 1))),
        ("character references", body => Utf8(Values(body, text => string.Concat(text.Select(one => string.Create(CultureInfo.InvariantCulture, $"&#x{(int)one:x};")))))),
        ("white space around every value", body => Utf8(Values(body, text => $"\r\n\t {text} \r\n"))),
        ("a byte order mark", body => [.. Encoding.UTF8.GetPreamble(), .. Utf8(body)]),
        ("UTF-16, little end first", body => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + body)]),
        ("UTF-16, big end first", body => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + body)]),
        ("Latin 1", body => Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + body)),
        ("a schema location", body => Utf8(Root().Replace(body, "$0 xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:a a.xsd\"", 1))),
    ];

    public static TheoryData<string> Documents => [.. RepositoryTables.OwnDocuments().Where(one => one.Name.EndsWith(".xml", StringComparison.Ordinal)).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void However_a_document_is_written_the_same_comes_out(string name)
    {
        var (_, document) = RepositoryTables.OwnDocuments().Single(one => one.Name == name);
        var body = Prefix(Head().Replace(Encoding.UTF8.GetString(document.Content.Span).TrimStart('\uFEFF'), "").Trim());
        var expected = Outcome(document, document.Content.ToArray());

        Assert.All(Ways, way => Assert.Equal(expected, Outcome(document, way.Write(body))));
    }

    private static string Outcome(SourceDocument document, byte[] content)
    {
        var dossier = RepositoryTables.Catalogue.Preview(document with { Content = content }, new PreviewRequest(WithReport: true));
        return string.Join('\n', [
            .. dossier.Resources.Select(one => Id().Replace(Encoding.UTF8.GetString(one.Span), "")),
            .. dossier.Manifest.Select(one => one.ToString()), .. dossier.Issues.Select(one => one.ToString()), .. dossier.Report!.Used, "", .. dossier.Report.Forgotten]);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Values(string body, Func<string, string> change) => Value().Replace(body, match => $">{change(match.Groups[1].Value)}</");

    /// <summary>With a prefix on every element, so that there is something to change.</summary>
    private static string Prefix(string body) =>
        body.Contains(" xmlns=\"", StringComparison.Ordinal) ? Name().Replace(body, "$1d:$2").Replace(" xmlns=\"", " xmlns:d=\"", StringComparison.Ordinal) : body;

    /// <summary>No prefix left: each element names its namespace itself.</summary>
    private static string DefaultNamespaces(string body)
    {
        var spaces = Declaration().Matches(body).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);
        return Prefixed().Replace(Declaration().Replace(body, ""), match => match.Groups[1].Value == "<" ? "<\u0001" + match.Groups[2].Value + "\u0001" : "</") is var open
            ? Marked().Replace(open, match => $"<{match.Groups[2].Value} xmlns=\"{spaces[match.Groups[1].Value]}\"")
            : body;
    }

    [GeneratedRegex("^<\\?xml[^>]*\\?>")]
    private static partial Regex Head();

    [GeneratedRegex("^<[\\w:.-]+")]
    private static partial Regex Root();

    [GeneratedRegex("(</?)([A-Za-z])")]
    private static partial Regex Name();

    [GeneratedRegex("(</?)(\\w+):")]
    private static partial Regex Prefixed();

    [GeneratedRegex(" xmlns:(\\w+)=")]
    private static partial Regex Declared();

    [GeneratedRegex("\\s+xmlns:(\\w+)=\"([^\"]*)\"")]
    private static partial Regex Declaration();

    [GeneratedRegex("<\u0001(\\w+)\u0001([\\w.-]+)")]
    private static partial Regex Marked();

    [GeneratedRegex(">([^<>&]*[^<>&\\s][^<>&]*)</")]
    private static partial Regex Value();

    [GeneratedRegex("[0-9a-f]{20}(?=-)")]
    private static partial Regex Id();
}
