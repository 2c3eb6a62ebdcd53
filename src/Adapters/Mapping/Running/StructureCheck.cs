using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Refuses documents that break their own format. Messages name elements, never values.</summary>
internal sealed class StructureCheck(MappingPlan plan)
{
    public void Open(Level level, SourceNode? child, string name, bool isIgnored)
    {
        var node = level.Node!;
        if (node.KeepsText && !node.HasElements && node.Context is null)
        {
            throw Refuse($"{node.Path} holds elements; a value was expected.");
        }

        if (child is not null && !isIgnored && !child.Repeats && level.Counts[child.Index] > 0)
        {
            throw Refuse($"{child.Path} stands twice; it may stand once.");
        }

        if (node.Content is { } content)
        {
            Place(level, content, child, name);
        }
    }

    public void Close(Level level, bool hasText)
    {
        var node = level.Node!;
        if (hasText && node.HasElements && !node.KeepsText)
        {
            throw Refuse($"{node.Path} holds text; elements were expected.");
        }

        foreach (var child in node.Musts)
        {
            if (level.Counts[child.Index] == 0)
            {
                throw Refuse($"{child.Path} is missing.");
            }
        }

        if (node.Content is { } content)
        {
            RequireParts(level, content, 0, content.Parts.Count);
        }
    }

    public void Value(SourceNode node, ReadOnlySpan<char> text, List<SubjectKey> subjects)
    {
        if (node.Versions is { } versions && !Array.Exists(versions, Same(text)))
        {
            throw new SourceRefusedException(
                RefusalCode.WrongVersion, $"{node.Path} names a version that {plan.Dialect} does not read.", $"Send version {string.Join(" or ", versions)} ({plan.Standard}).");
        }

        if (node.Subject >= 0)
        {
            AddSubject(plan.Subjects[node.Subject], text.ToString(), subjects);
        }
    }

    /// <summary>At the end: a version that was not named is as wrong as another one.</summary>
    public SourceRefusedException VersionMissing(SourceNode node) => new(
        RefusalCode.WrongVersion, $"{node.Path}, which names the version, is missing.", $"Send version {string.Join(" or ", node.Versions!)} ({plan.Standard}).");

    private static Predicate<string> Same(ReadOnlySpan<char> text)
    {
        var value = text.ToString();
        return version => version == value;
    }

    private static void AddSubject((string System, string Check) declared, string value, List<SubjectKey> subjects)
    {
        var isValid = declared.Check switch
        {
            "bsn" => CitizenNumberConversion.PassesElfproef(value),
            "pgn" => value.Length == 9 && value.AsSpan().IndexOfAnyExcept(Letters.Digits) < 0,
            _ => true,
        };
        var key = new SubjectKey(declared.System, value, isValid);
        if (subjects.Exists(other => other.System == key.System && other.Value != key.Value))
        {
            throw new SourceRefusedException(RefusalCode.SeveralChildren, "The document is about more than one child.", "Send one document for each child.");
        }

        if (!subjects.Contains(key))
        {
            subjects.Add(key);
        }
    }

    private void Place(Level level, ContentModel content, SourceNode? child, string name)
    {
        var at = NextPlace(child, plan.IsXml ? level.Part : 0);
        if (at < 0 && content.Repeats && child is { Places.Length: > 0 })
        {
            RequireParts(level, content, level.Part, content.Parts.Count);
            Array.Clear(level.PartsSeen);
            (level.Part, level.PartCount, at) = (0, 0, child.Places[0]);
        }

        if (at < 0)
        {
            if (child is { Places.Length: > 0 })
            {
                throw Refuse($"{level.Node!.Path}/{name} stands in the wrong order.");
            }

            if (plan.IsXml)
            {
                throw Refuse($"{(plan.Names.Contains(name) ? name : "An element that this format does not have")} does not belong in {level.Node!.Path}.");
            }

            return;
        }

        if (plan.IsXml)
        {
            Follow(level, content, at, name);
        }

        level.PartsSeen[at / 64] |= 1UL << (at % 64);
    }

    private void Follow(Level level, ContentModel content, int at, string name)
    {
        RequireParts(level, content, level.Part, at);
        level.PartCount = at == level.Part ? level.PartCount + 1 : 1;
        var part = content.Parts[at];
        if (level.PartCount > 1 && !(part.MayRepeat(name) && (part.Repeats || level.PartName == name)))
        {
            throw Refuse($"{level.Node!.Path}/{name} stands more often than it may.");
        }

        (level.Part, level.PartName) = (at, name);
    }

    private void RequireParts(Level level, ContentModel content, int from, int to)
    {
        if (content.Missing(level.PartsSeen, from, to) is >= 0 and var at)
        {
            throw Refuse($"{level.Node!.Path}/{string.Join(" or ", content.Parts[at].Names)} is missing.");
        }
    }

    private static int NextPlace(SourceNode? child, int from)
    {
        foreach (var place in child?.Places ?? [])
        {
            if (place >= from)
            {
                return place;
            }
        }

        return -1;
    }

    private SourceRefusedException Refuse(string message) =>
        new(RefusalCode.WrongStructure, message, $"Send a document that is valid for {plan.Standard}.");
}
