using System.Collections.Frozen;

namespace ZioExchange.Adapters.Fhir;

/// <summary>The codes of a required binding, by code system.</summary>
public sealed class FhirValueSet
{
    private readonly Utf8Names _codes;
    private readonly Utf8Names _systems;
    private readonly Utf8Names[] _codesBySystem;

    internal FhirValueSet(string name, IEnumerable<KeyValuePair<string, FrozenSet<string>>> systems)
    {
        Name = name;
        Systems = systems.ToFrozenDictionary();
        Codes = Systems.Values.SelectMany(codes => codes).ToFrozenSet();
        _codes = new Utf8Names([.. Codes]);
        _systems = new Utf8Names(Systems.Keys);
        _codesBySystem = [.. Systems.Keys.Select(system => new Utf8Names([.. Systems[system]]))];
    }

    /// <summary>The last part of the canonical address, such as <c>administrative-gender</c>.</summary>
    public string Name { get; }

    /// <summary>Code system to its codes in this set.</summary>
    public FrozenDictionary<string, FrozenSet<string>> Systems { get; }

    public FrozenSet<string> Codes { get; }

    /// <summary>Whether the code of this system is in the set; both compared letter by letter.</summary>
    public bool Contains(string system, string code) => Systems.TryGetValue(system, out var codes) && codes.Contains(code);

    public override string ToString() => Name;

    internal bool Contains(ReadOnlySpan<byte> system, ReadOnlySpan<byte> code) =>
        _systems.Find(system) is >= 0 and var at && _codesBySystem[at].Find(code) >= 0;

    internal bool Contains(ReadOnlySpan<byte> code) => _codes.Find(code) >= 0;
}
