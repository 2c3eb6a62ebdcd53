using System.Xml;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Finds the table that a document was made for, from its root and from what its tables match on.</summary>
internal static class Recogniser
{
    /// <param name="source">The tables of the source.</param>
    /// <param name="content">The document.</param>
    /// <param name="reader">For XML: stands at the root element, for the run to go on with; to be disposed of in any case.</param>
    public static MappingPlan Find(Candidates source, ReadOnlyMemory<byte> content, out XmlReader? reader)
    {
        var candidates = source.Plans;
        reader = null;
        if (content.Length > SourceDocument.MostBytes)
        {
            throw new SourceRefusedException(RefusalCode.TooLarge, $"The document is larger than {SourceDocument.MostBytes / 1024 / 1024} MiB.", "Send a smaller document.");
        }

        Encodings.Check(content.Span);
        var isJson = LooksLikeJson(content.Span);
        reader = isJson ? null : XmlSource.Reader(content, new KnownNames(source.Names));
        var fitting = reader is null ? Json(candidates, content) : Xml(candidates, content, reader);
        return fitting ?? throw new SourceRefusedException(
            RefusalCode.NotThisFormat,
            $"This is none of: {string.Join(", ", candidates.Select(plan => plan.Standard).Distinct())}.",
            "Check the source code, and the root element, namespace and version of the document.");
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var first = bytes.TrimStart(" \t\r\n"u8);
        return first.Length > 0 && first[0] is (byte)'{' or (byte)'[';
    }

    private static MappingPlan? Xml(IReadOnlyList<MappingPlan> candidates, ReadOnlyMemory<byte> content, XmlReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element)
        {
            return null;
        }

        var (name, space) = (reader.LocalName, reader.NamespaceURI);
        var fitting = new List<MappingPlan>(1);
        foreach (var plan in candidates)
        {
            if (plan.IsXml && plan.Root == name && plan.Namespaces[0] == space)
            {
                fitting.Add(plan);
            }
        }

        if (fitting.Count == 0 && candidates.FirstOrDefault(plan => plan.IsXml && plan.Root == name) is { } near)
        {
            var same = space.Length > 0 && near.Namespaces[0].Split('/').Zip(space.Split('/')).Count(pair => pair.First == pair.Second) >= 4;
            throw new SourceRefusedException(
                same ? RefusalCode.WrongVersion : RefusalCode.NotThisFormat,
                same ? "The namespace is that of a version or message that is not supported." : space.Length == 0 ? "The root element has no namespace." : "The root element is in another namespace.",
                $"Expected {string.Join(" or ", candidates.Where(plan => plan.IsXml).Select(plan => plan.Namespaces[0]).Distinct())}.");
        }

        return fitting.Count > 1 || fitting is [{ Matches.Count: > 0 }] ? fitting.Find(plan => Matches(plan, Probe.Xml(content, plan.Matches))) : fitting.FirstOrDefault();
    }

    private static MappingPlan? Json(IReadOnlyList<MappingPlan> candidates, ReadOnlyMemory<byte> content)
    {
        var utf8 = JsonSource.Checked(content);
        foreach (var plan in candidates.Where(plan => !plan.IsXml))
        {
            var reader = JsonSource.Reader(utf8);
            if (Matches(plan, Probe.Json(ref reader, plan.Matches)))
            {
                return plan;
            }
        }

        return null;
    }

    private static bool Matches(MappingPlan plan, string?[] found) =>
        plan.Matches.Zip(found).All(pair => pair.Second is not null && (pair.First.Values is null || pair.First.Values.Contains(pair.Second)));
}
