using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZioExchange.Adapters.Fhir;

/// <summary>The FHIR R4 (4.0.1) type table of <c>schemas/fhir/r4-types.txt</c>: what elements there are, of what type, how many, with which codes.</summary>
/// <remarks>Load once for the process: immutable and safe for all threads. Format and origin: tools/fhir-types/README.md.</remarks>
public sealed class FhirTypes
{
    private readonly FrozenDictionary<string, FhirType> _types;
    private readonly FrozenSet<string> _allResources;
    private readonly Utf8Names _allResourceNames;
    private readonly FrozenDictionary<string, FhirType>.AlternateLookup<ReadOnlySpan<char>> _byName;

    internal FhirTypes(IEnumerable<FhirType> types, IEnumerable<string> allResources)
    {
        _types = types.ToFrozenDictionary(type => type.Name);
        _byName = _types.GetAlternateLookup<ReadOnlySpan<char>>();
        _allResources = allResources.ToFrozenSet();
        _allResourceNames = new Utf8Names([.. _allResources]);
        Resources = [.. _types.Values.Where(type => type.Kind == FhirTypeKind.Resource).OrderBy(type => type.Name, StringComparer.Ordinal)];
        Element = _types["Element"];
        ResourceNames = new Utf8Names([.. Resources.Select(type => type.Name)]);
    }

    /// <summary>The resources that this table describes, by name.</summary>
    public IReadOnlyList<FhirType> Resources { get; }

    /// <summary>Type of what stands beside a primitive (<c>_birthDate</c>).</summary>
    internal FhirType Element { get; }

    /// <summary>In the order of <see cref="Resources"/>.</summary>
    internal Utf8Names ResourceNames { get; }

    /// <summary>Reads the table from its text.</summary>
    /// <exception cref="InvalidDataException">The text is not a type table of format 1; the message names the line.</exception>
    public static FhirTypes Load(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new FhirTypesReader().Read(text);
    }

    /// <inheritdoc cref="Load(string)"/>
    public static FhirTypes Load(ReadOnlySpan<byte> utf8) => Load(Encoding.UTF8.GetString(utf8));

    /// <inheritdoc cref="Load(string)"/>
    public static FhirTypes Load(Stream utf8)
    {
        using var reader = new StreamReader(utf8, Encoding.UTF8, leaveOpen: true);
        return Load(reader.ReadToEnd());
    }

    /// <summary>A type by name: <c>Patient</c>, <c>HumanName</c>, <c>date</c>, <c>Patient.contact</c>.</summary>
    public bool TryGetType(string name, [NotNullWhen(true)] out FhirType? type) => _types.TryGetValue(name, out type);

    /// <summary>A new object of a type that the program names itself.</summary>
    /// <exception cref="FhirShapeException">The table does not describe it.</exception>
    public FhirObject New(string type) =>
        TryGetType(type, out var found) ? new FhirObject(found) : throw new FhirShapeException($"The table describes no {type}.");

    /// <summary>Whether FHIR R4 has a resource of this name, described in this table or not.</summary>
    public bool IsResourceName(string name) => _allResources.Contains(name);

    /// <summary>
    /// The element at a path that starts with a type and goes on with JSON names: <c>Coverage.class.type.coding.code</c>,
    /// <c>ServiceRequest.occurrencePeriod.start</c>, <c>Patient.extension.valueString</c>. What stands beside a primitive is
    /// <c>Patient.birthDate.extension.valueCode</c> or, as JSON has it, <c>Patient._birthDate.extension.valueCode</c>.
    /// Indices (<c>name[0]</c>) and choices in brackets (<c>value[x]</c>) are not paths of the table.
    /// </summary>
    public bool TryResolve(string path, [NotNullWhen(true)] out FhirElement? element)
    {
        element = null;
        return path is not null && Walk(path, null, out element);
    }

    /// <summary>All elements on the way, the first below the type, the last the one at the path. See <see cref="TryResolve"/>.</summary>
    public bool TryResolveSteps(string path, [NotNullWhen(true)] out IReadOnlyList<FhirElement>? steps)
    {
        var list = new List<FhirElement>();
        steps = path is not null && Walk(path, list, out _) ? list : null;
        return steps is not null;
    }

    internal bool IsResourceName(ReadOnlySpan<byte> name) => _allResourceNames.Find(name) >= 0;

    private bool Walk(string path, List<FhirElement>? steps, [NotNullWhen(true)] out FhirElement? element)
    {
        element = null;
        var parts = path.Split('.');
        if (!_byName.TryGetValue(parts[0], out var type))
        {
            return false;
        }

        for (var i = 1; i < parts.Length; i++)
        {
            var shadow = parts[i].StartsWith('_') && i < parts.Length - 1;
            if (!type.TryGetElement(shadow ? parts[i][1..] : parts[i], out element) || (shadow && !element.IsPrimitive))
            {
                element = null;
                return false;
            }

            steps?.Add(element);
            type = element.Definition;
        }

        return element is not null;
    }
}
