using System.Text;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Targets of references: told by the address itself, or by the Bundle and the contained resources around it.</summary>
internal ref partial struct FhirValidation
{
    private void ReadContained(FhirType type)
    {
        var outer = (_containedDepth, _containedId);
        (_containedDepth, _containedId) = (_reader.CurrentDepth, null);
        ReadObject(type);
        if (_containedId is not null)
        {
            (_addresses ??= [])[(_container, "#" + _containedId)] = type;
        }

        (_containedDepth, _containedId) = outer;
    }

    private void ReadReference(FhirElement element)
    {
        var depth = _referenceDepth;
        var address = _reference;
        var type = _referenceType;
        _referenceDepth = _reader.CurrentDepth;
        _reference = default;
        _referenceType = default;
        ReadObject(element.Definition);
        CheckTarget(element);
        _referenceDepth = depth;
        _reference = address;
        _referenceType = type;
    }

    private void CheckTarget(FhirElement element)
    {
        if (_referenceType.Length > 0 && IsOther(element, _referenceType))
        {
            Report(FhirIssueCode.WrongTarget, $"{_trail}.type", TargetMessage(element));
        }

        if (_reference.Length == 0)
        {
            return;
        }

        if (_reference[0] == '#' || _reference.StartsWith("urn:"u8))
        {
            if (_reference.Length > 1)
            {
                var container = _reference[0] == '#' ? _container : 0;
                (_pending ??= []).Add(new Pending(element, container, Encoding.UTF8.GetString(_reference), _trail.Copy()));
            }

            return;
        }

        var named = TypeIn(_reference, out var relative);
        if (named.Length > 0 && (IsOther(element, named) || (relative && !_types.IsResourceName(named))))
        {
            Report(FhirIssueCode.WrongTarget, $"{_trail}.reference", TargetMessage(element));
        }
    }

    // A resource type by name, and none of those allowed.
    private readonly bool IsOther(FhirElement element, ReadOnlySpan<byte> name) =>
        element.TargetNames!.Find(name) < 0 && _types.IsResourceName(name);

    private static string TargetMessage(FhirElement element) => $"Expected a reference to {string.Join(", ", element.ReferenceTargets)}.";

    // references.html of R4: [base/]Type/id[/_history/version], or a search Type?parameters.
    private static ReadOnlySpan<byte> TypeIn(ReadOnlySpan<byte> address, out bool relative)
    {
        relative = !address.StartsWith("http:"u8) && !address.StartsWith("https:"u8);
        var search = address.IndexOf((byte)'?');
        if (search >= 0)
        {
            var path = address[..search];
            return path[(path.LastIndexOf((byte)'/') + 1)..];
        }

        var history = address.IndexOf("/_history/"u8);
        var instance = history < 0 ? address : address[..history];
        var id = instance.LastIndexOf((byte)'/');
        if (id <= 0)
        {
            return default;
        }

        var before = instance[..id];
        var type = before[(before.LastIndexOf((byte)'/') + 1)..];
        relative &= type.Length == before.Length && !before.Contains((byte)':');
        return type;
    }

    private void ResolveReferences()
    {
        foreach (var pending in _pending ?? [])
        {
            if (_addresses is not null && _addresses.TryGetValue((pending.Container, pending.Address), out var type)
                && !pending.Element.ReferenceTargets.Contains(type.Name))
            {
                Report(FhirIssueCode.WrongTarget, _trail.ToString(pending.Trail) + ".reference", TargetMessage(pending.Element));
            }
        }
    }

    private sealed record Pending(FhirElement Element, int Container, string Address, FhirTrail.Step[] Trail);
}
