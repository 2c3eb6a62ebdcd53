using System.Globalization;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Makes elements from the lines <c>name min..max types =valueset</c>, once all types are known by name.</summary>
internal sealed class FhirTypesLinker(
    Dictionary<string, FhirType> types, Dictionary<string, FhirValueSet> valueSets, string[] openTypes)
{
    private const int MaxChoices = 8;

    public List<FhirElement> Elements(FhirType owner, List<(int Line, string Text)> lines, int maxOrdinals)
    {
        var elements = new List<FhirElement>();
        var choices = 0;
        for (var ordinal = 0; ordinal < lines.Count; ordinal++)
        {
            var (line, text) = lines[ordinal];
            var words = text.Split(' ');
            var count = words.Length is 3 or 4 ? words[1].Split("..") : [];
            if (count.Length != 2 || !TryCount(count[0], out var min) || !TryCount(count[1], out var max) || ordinal >= maxOrdinals)
            {
                throw FhirTypesReader.Fault(line, $"not an element of {owner.Name}");
            }

            byte form = 0;
            var isChoice = words[0].EndsWith("[x]", StringComparison.Ordinal);
            foreach (var spelled in words[2] == "*" ? openTypes : words[2].Split('|'))
            {
                var (type, targets) = Parse(spelled, line);
                elements.Add(new FhirElement(owner, isChoice ? ChoiceName(words[0], type.Name) : words[0], type, ordinal)
                {
                    Min = min,
                    Max = max,
                    Choice = isChoice ? words[0] : null,
                    ChoiceOrdinal = isChoice ? choices : -1,
                    Form = isChoice ? ++form : form,
                    ReferenceTargets = targets,
                    RequiredBinding = words.Length == 4 && IsBindable(type) ? SetOf(words[3], line) : null,
                });
            }

            choices += isChoice ? 1 : 0;
        }

        return choices <= MaxChoices ? elements : throw FhirTypesReader.Fault(lines[0].Line, $"{owner.Name} has more than {MaxChoices} choices");
    }

    /// <summary>What stands beside a primitive is an Element: id and extension.</summary>
    public void LinkPrimitives()
    {
        var element = types["Element"];
        foreach (var primitive in types.Values.Where(type => type.IsPrimitive))
        {
            primitive.Link([.. element.Elements]);
        }
    }

    // A choice between a code and other types binds only what can carry a code.
    private static bool IsBindable(FhirType type) => type.Name is "code" or "Coding" or "CodeableConcept" or "Quantity" or "string" or "uri";

    private static string ChoiceName(string choice, string type) =>
        string.Concat(choice.AsSpan(0, choice.Length - 3), type[..1].ToUpperInvariant(), type.AsSpan(1));

    private static bool TryCount(string text, out int count)
    {
        count = -1;
        return text == "*" || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    private (FhirType Type, string[] Targets) Parse(string spelled, int line)
    {
        var open = spelled.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? spelled : spelled[..open];
        var targets = open < 0 ? [] : spelled[(open + 1)..^1].Split(',');
        return types.TryGetValue(name, out var type) ? (type, targets) : throw FhirTypesReader.Fault(line, $"type {name} is not in the table");
    }

    private FhirValueSet SetOf(string word, int line) =>
        word[0] == '=' && valueSets.TryGetValue(word[1..], out var set) ? set : throw FhirTypesReader.Fault(line, $"value set {word} is not in the table");
}
