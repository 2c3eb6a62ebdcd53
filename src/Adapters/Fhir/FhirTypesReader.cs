using System.Collections.Frozen;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Reads the text of the type table; the format is described in tools/fhir-types/README.md.</summary>
internal sealed class FhirTypesReader
{
    private const int MaxOrdinals = 64;

    private readonly Dictionary<string, FhirType> _types = [];
    private readonly Dictionary<string, Dictionary<string, FrozenSet<string>>> _valueSets = [];
    private readonly List<(FhirType Owner, List<(int Line, string Text)> Lines)> _bodies = [];
    private string[] _allResources = [];
    private string[] _openTypes = [];

    public FhirTypes Read(string text)
    {
        _types["Resource"] = new FhirType("Resource", FhirTypeKind.AnyResource, FhirPrimitive.None, null);
        var number = 0;
        string? valueSet = null;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (line.Length > 0 && line[0] is not '#')
            {
                Read(line, number, ref valueSet);
            }
        }

        if (!_types.ContainsKey("Element"))
        {
            throw Fault(number, "the table ends before type Element");
        }

        var sets = _valueSets.ToDictionary(set => set.Key, set => new FhirValueSet(set.Key, set.Value));
        var linker = new FhirTypesLinker(_types, sets, _openTypes);
        foreach (var (owner, lines) in _bodies)
        {
            owner.Link(linker.Elements(owner, lines, MaxOrdinals));
        }

        linker.LinkPrimitives();
        return new FhirTypes(_types.Values, _allResources);
    }

    internal static InvalidDataException Fault(int line, string what) =>
        new($"FHIR type table, line {line}: {what}. Generate it again with tools/fhir-types.");

    private void Read(string line, int number, ref string? valueSet)
    {
        if (line[0] == ' ')
        {
            ReadIndented(line[1..], number, valueSet);
            return;
        }

        var words = line.Split(' ');
        valueSet = null;
        switch (words[0])
        {
            case "allresources":
                _allResources = words[1..];
                break;
            case "opentypes":
                _openTypes = words[1..];
                break;
            case "primitive" when words.Length >= 4 && Enum.TryParse<FhirPrimitive>(words[1], ignoreCase: true, out var primitive):
                var pattern = string.Join(' ', words[3..]);
                _types.Add(words[1], new FhirType(words[1], FhirTypeKind.Primitive, primitive, pattern == "-" ? null : pattern));
                break;
            case "type" or "resource" or "inner" when words.Length == 2:
                var type = new FhirType(words[1], KindOf(words[0]), FhirPrimitive.None, null);
                _types.Add(type.Name, type);
                _bodies.Add((type, []));
                break;
            case "valueset" when words.Length == 2:
                valueSet = words[1];
                _valueSets.Add(valueSet, []);
                break;
            default:
                throw Fault(number, "a line that the format does not know");
        }
    }

    private void ReadIndented(string line, int number, string? valueSet)
    {
        if (valueSet is not null)
        {
            var words = line.Split(' ');
            _valueSets[valueSet].Add(words[0], words[1..].ToFrozenSet());
        }
        else if (_bodies.Count > 0)
        {
            _bodies[^1].Lines.Add((number, line));
        }
        else
        {
            throw Fault(number, "an element outside a type");
        }
    }

    private static FhirTypeKind KindOf(string word) => word switch
    {
        "resource" => FhirTypeKind.Resource,
        "inner" => FhirTypeKind.Inner,
        _ => FhirTypeKind.Complex,
    };
}
