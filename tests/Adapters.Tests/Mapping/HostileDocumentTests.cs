using System.Text;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Every way in which a document of the parties can be wrong: a clear issue or a clear refusal.</summary>
public sealed class HostileDocumentTests
{
    public static TheoryData<string> Xml => [.. RepositoryTables.OwnDocuments().Where(one => one.Name.EndsWith(".xml", StringComparison.Ordinal)).Select(one => one.Name)];

    public static TheoryData<string> All => [.. RepositoryTables.OwnDocuments().Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Xml))]
    public void A_look_alike_without_namespace_or_in_another_is_refused(string name)
    {
        var (source, text) = Document(name);
        var bare = System.Text.RegularExpressions.Regex.Replace(text, "\\s+xmlns(:\\w+)?=\"[^\"]*\"", "");
        bare = System.Text.RegularExpressions.Regex.Replace(bare, "(</?)\\w+:", "$1");

        Assert.Equal(RefusalCode.NotThisFormat, Refused(source, System.Text.RegularExpressions.Regex.Replace(bare, "\\s+xsi:\\w+=\"[^\"]*\"", "")).Code);
        Assert.NotEqual(RefusalCode.NotReadable, Refused(source, System.Text.RegularExpressions.Regex.Replace(text, "(xmlns(:\\w+)?=\")http://www\\.(istandaarden|edustandaard)\\.nl[^\"]*", "$1urn:another")).Code);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_document_cut_at_any_hundredth_byte_is_refused(string name)
    {
        var (source, text) = Document(name);
        var bytes = Encoding.UTF8.GetBytes(text.TrimEnd());
        for (var length = 0; length < bytes.Length; length += 100)
        {
            var part = bytes[..length];
            Assert.Throws<SourceRefusedException>(() => RepositoryTables.Catalogue.Preview(new SourceDocument(source, part), new PreviewRequest()));
        }
    }

    [Theory]
    [MemberData(nameof(Xml))]
    public void A_DTD_is_refused_whatever_it_holds(string name)
    {
        var (source, text) = Document(name);
        var root = text.IndexOf('<', text.IndexOf("?>", StringComparison.Ordinal) + 2);
        foreach (var dtd in new[] { "<!DOCTYPE x>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "<!DOCTYPE x SYSTEM \"http://localhost:1/x.dtd\">" })
        {
            Assert.Equal(RefusalCode.NotReadable, Refused(source, text.Insert(root, dtd)).Code);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void UTF_16_reads_as_itself_or_is_refused_and_Latin_1_that_calls_itself_UTF_8_is_refused(string name)
    {
        var (source, text) = Document(name);
        var sixteen = new SourceDocument(source, Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray());
        var marked = text.Insert(text.IndexOf("</", StringComparison.Ordinal) is > 0 and var at ? at : text.IndexOf(": \"", StringComparison.Ordinal) + 3, "\u00e9");

        Assert.Throws<SourceRefusedException>(() => RepositoryTables.Catalogue.Preview(sixteen, new PreviewRequest()));
        Assert.Throws<SourceRefusedException>(() => RepositoryTables.Catalogue.Preview(new SourceDocument(source, Encoding.Latin1.GetBytes(marked)), new PreviewRequest()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_document_of_another_source_is_refused(string name)
    {
        var (source, text) = Document(name);

        Assert.All(
            new[] { "oso", "swv", "iwlz", "aanbieder" }.Where(other => other != source),
            other => Refused(other, text));
    }

    [Theory]
    [MemberData(nameof(Xml))]
    public void A_hundred_levels_are_refused_wherever_they_stand(string name)
    {
        var (source, text) = Document(name);
        var close = text.LastIndexOf("</", StringComparison.Ordinal);
        var prefix = text[(close + 2)..].Contains(':', StringComparison.Ordinal) ? text[(close + 2)..text.IndexOf(':', close)] + ":" : "";
        var deep = string.Concat(Enumerable.Repeat($"<{prefix}x>", 100)) + string.Concat(Enumerable.Repeat($"</{prefix}x>", 100));

        Refused(source, text.Insert(close, deep));
    }

    private static (string Source, string Text) Document(string name)
    {
        var (_, document) = RepositoryTables.OwnDocuments().Single(one => one.Name == name);
        return (document.Source, Encoding.UTF8.GetString(document.Content.Span));
    }

    private static SourceRefusedException Refused(string source, string text) =>
        Assert.Throws<SourceRefusedException>(() => RepositoryTables.Catalogue.Preview(new SourceDocument(source, Encoding.UTF8.GetBytes(text)), new PreviewRequest()));
}
