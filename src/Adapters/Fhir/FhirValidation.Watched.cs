using System.Text;

namespace ZioExchange.Adapters.Fhir;

/// <summary>What needs more than one element to judge: bindings of codings, targets of references.</summary>
internal ref partial struct FhirValidation
{
    // Only of the object that is watched: its extensions may hold codings and references of their own. The text may lie in scratch space that the next escape overwrites, so an escaped one is copied.
    private void Remember(FhirPart part, ReadOnlySpan<byte> text)
    {
        var depth = _reader.CurrentDepth - 1;
        if (_reader.ValueIsEscaped)
        {
            text = text.ToArray();
        }

        switch (part)
        {
            case FhirPart.CodingSystem when depth == _codingDepth:
                _codingSystem = text;
                break;
            case FhirPart.CodingCode when depth == _codingDepth:
                _codingCode = text;
                break;
            case FhirPart.Reference when depth == _referenceDepth:
                _reference = text;
                break;
            case FhirPart.ReferenceType when depth == _referenceDepth:
                _referenceType = text;
                break;
            case FhirPart.ResourceId when depth == _containedDepth:
                _containedId = Encoding.UTF8.GetString(text);
                break;
            case FhirPart.FullUrl:
                _fullUrl = Encoding.UTF8.GetString(text);
                break;
        }
    }

    private void ReadWatched(FhirElement element)
    {
        if (!IsObject())
        {
            return;
        }

        switch (element.Watch)
        {
            case FhirWatch.Coding when _bound is null:
                ReadObject(element.Definition);
                break;
            case FhirWatch.Coding:
                ReadCoding(element);
                break;
            case FhirWatch.Binding:
                ReadBound(element);
                break;
            case FhirWatch.Reference:
                ReadReference(element);
                break;
            case FhirWatch.Entry:
                ReadEntry(element);
                break;
        }
    }

    private void ReadBound(FhirElement element)
    {
        var (outer, outerHit) = (_bound, _boundHit);
        (_bound, _boundHit) = (element.RequiredBinding, false);
        var says = element.Type == "Coding" ? ReadCoding(element) : ReadObject(element.Definition);
        if (!_boundHit && !IsAbsent(element.Definition, says))
        {
            Report(FhirIssueCode.UnknownCode, $"No coding of {element.RequiredBinding!.Name} with its system.");
        }

        (_bound, _boundHit) = (outer, outerHit);
    }

    // Without a coding an extension may say why: data-absent-reason.
    private static bool IsAbsent(FhirType type, ulong seen) =>
        type.Name == "CodeableConcept" && (seen & type.OrdinalBit("coding")) == 0 && (seen & type.OrdinalBit("extension")) != 0;

    private ulong ReadCoding(FhirElement element)
    {
        var (bound, hit, depth) = (_bound, _boundHit, _codingDepth);
        (_bound, _codingDepth) = (null, _reader.CurrentDepth);
        _codingSystem = default;
        _codingCode = default;
        var seen = ReadObject(element.Definition);
        _boundHit = hit || bound!.Contains(_codingSystem, _codingCode);
        (_bound, _codingDepth) = (bound, depth);
        return seen;
    }

    private void ReadEntry(FhirElement element)
    {
        var outer = (_fullUrl, _entryResource);
        (_fullUrl, _entryResource) = (null, null);
        ReadObject(element.Definition);
        if (_fullUrl is not null && _entryResource is not null)
        {
            (_addresses ??= [])[(0, _fullUrl)] = _entryResource;
        }

        (_fullUrl, _entryResource) = outer;
    }
}
