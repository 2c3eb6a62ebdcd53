using System.Text;
using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

internal ref partial struct FhirValidation
{
    private void ReadResource(FhirElement? at)
    {
        var known = TryPeekType(out var type);
        if (at is null)
        {
            _trail.Root = known ? type!.Name : "";
        }

        if (!known)
        {
            Report(FhirIssueCode.UnknownResource, "resourceType is missing, no text, or not a resource of the type table.");
            _reader.Skip();
            return;
        }

        if (at is not null && at.Definition.Kind == FhirTypeKind.Resource && at.Definition != type)
        {
            Report(FhirIssueCode.WrongJsonType, $"Expected a {at.Type}.");
        }

        if (at is { Name: "contained" })
        {
            ReadContained(type!);
        }
        else
        {
            var outer = (_container, _containedDepth);
            (_container, _containedDepth) = (++_containers, -1);
            ReadObject(type!);
            (_container, _containedDepth) = outer;
        }

        if (at is { Path: "Bundle.entry.resource" })
        {
            _entryResource = type;
        }
    }

    // resourceType usually comes first; when not, a copy of the reader looks for it.
    private bool TryPeekType(out FhirType? type)
    {
        var ahead = _reader;
        try
        {
            type = PeekType(ref ahead);
        }
        catch (JsonException)
        {
            _reader = ahead;   // the fault is where the copy stands
            throw;
        }

        return type is not null;
    }

    private readonly FhirType? PeekType(ref Utf8JsonReader ahead)
    {
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var found = ahead.ValueTextEquals("resourceType"u8);
            ahead.Read();
            if (found)
            {
                var index = ahead.TokenType == JsonTokenType.String && !ahead.ValueIsEscaped ? _types.ResourceNames.Find(ahead.ValueSpan) : -1;
                return index < 0 ? null : _types.Resources[index];
            }

            ahead.Skip();
        }

        return null;
    }

    // The answer: the ordinals that the object has.
    private ulong ReadObject(FhirType type)
    {
        ulong seen = 0;
        ulong beside = 0;
        ulong forms = 0;
        var hasType = false;
        var arrays = _arrays.Count;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var named = TryUnescape(out var name);
            var isBeside = named && name.Length > 1 && name[0] == '_';
            var element = named ? type.Find(isBeside ? name[1..] : name) : null;
            if (element is null || (isBeside && !element.IsPrimitive))
            {
                SkipUnknown(type, name, ref hasType);
                continue;
            }

            var bit = 1UL << element.Ordinal;
            ref var bits = ref isBeside ? ref beside : ref seen;
            if (((bits & bit) != 0) | (element.ChoiceOrdinal >= 0))
            {
                CheckTwice(element, (bits & bit) != 0, ref forms);
            }

            bits |= bit;
            _trail.Push(element);
            ReadElement(element, isBeside);
            _trail.Pop();
        }

        CheckWhole(type, seen, beside, hasType);
        if (_arrays.Count > arrays)
        {
            CheckNulls(type, arrays);
        }

        return seen | beside;
    }

    // A byte for each choice holds the form that came first.
    private void CheckTwice(FhirElement element, bool again, ref ulong forms)
    {
        if (element.ChoiceOrdinal >= 0)
        {
            var first = (byte)(forms >> (element.ChoiceOrdinal * 8));
            if (first == 0)
            {
                forms |= (ulong)element.Form << (element.ChoiceOrdinal * 8);
                return;
            }

            if (first != element.Form)
            {
                Report(FhirIssueCode.ChoiceTwice, element, $"Another form of {element.Choice} stands here too.");
                return;
            }
        }

        if (again)
        {
            Report(FhirIssueCode.DuplicateKey, element, "The key stands twice in one object.");
        }
    }

    private void CheckWhole(FhirType type, ulong seen, ulong beside, bool hasType)
    {
        var all = seen | beside;
        var missing = type.RequiredOrdinals & ~all;
        if ((all == 0 && !hasType) || missing != 0 || type.IsExtension)
        {
            CheckRare(type, seen, all, missing, hasType);
        }
    }

    private void CheckRare(FhirType type, ulong seen, ulong all, ulong missing, bool hasType)
    {
        if (all == 0 && !hasType)
        {
            Report(FhirIssueCode.Empty, "FHIR has no empty objects.");
        }

        for (var ordinal = 0; missing != 0; ordinal++, missing >>= 1)
        {
            if ((missing & 1) != 0)
            {
                var element = type.At(ordinal);
                Report(FhirIssueCode.Missing, $"{_trail}.{element.Choice ?? element.Name}", "A required element is missing.");
            }
        }

        // ext-1 of R4: a value or extensions, never both, never neither.
        if (type.IsExtension && ((all & type.ValueOrdinals) != 0) == ((seen & type.NestedOrdinals) != 0))
        {
            Report(FhirIssueCode.Empty, "An extension has a value or extensions: one of them.");
        }
    }

    private void SkipUnknown(FhirType type, ReadOnlySpan<byte> name, ref bool hasType)
    {
        if (type.Kind == FhirTypeKind.Resource && name.SequenceEqual("resourceType"u8))
        {
            if (hasType)
            {
                Report(FhirIssueCode.DuplicateKey, $"{_trail}.resourceType", "The key stands twice in one object.");
            }

            hasType = true;
        }
        else
        {
            // A key from outside may be anything, a citizen number too: only what looks like a name is repeated.
            var shown = IsName(name) ? $"{_trail}.{Encoding.ASCII.GetString(name)}" : _trail.ToString();
            Report(FhirIssueCode.UnknownElement, shown, $"{type} has no such element.");
        }

        _reader.Read();
        _reader.Skip();
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (var letter in name)
        {
            if (letter is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'_'))
            {
                return false;
            }
        }

        return name.Length is > 0 and <= 40;
    }
}
