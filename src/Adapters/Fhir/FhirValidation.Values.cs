using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

internal ref partial struct FhirValidation
{
    private void ReadElement(FhirElement element, bool beside)
    {
        _reader.Read();
        if (!element.IsArray)
        {
            ReadValue(element, beside);
            return;
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            Report(FhirIssueCode.WrongJsonType, "Expected an array.");
            _reader.Skip();
            return;
        }

        ReadArray(element, beside);
    }

    private void ReadArray(FhirElement element, bool beside)
    {
        var count = 0;
        List<int>? nulls = null;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _trail.At(count);
            if (_reader.TokenType == JsonTokenType.Null && element.IsPrimitive)
            {
                (nulls ??= []).Add(count);
            }
            else
            {
                ReadValue(element, beside);
            }

            count++;
        }

        _trail.At(-1);
        if (count == 0)
        {
            Report(FhirIssueCode.Empty, "FHIR has no empty arrays.");
        }
        else if (element.Max > 0 && count > element.Max)
        {
            Report(FhirIssueCode.TooMany, $"At most {element.Max}.");
        }
        else if (count < element.Min)
        {
            Report(FhirIssueCode.Missing, $"At least {element.Min}.");
        }

        if (element.IsPrimitive)
        {
            _arrays.Add(new PrimitiveArray(element.Ordinal, beside, count, nulls));
        }
    }

    private void ReadValue(FhirElement element, bool beside)
    {
        var type = element.Definition;
        if (beside)
        {
            ReadObjectValue(_types.Element);
        }
        else if (type.IsPrimitive)
        {
            ReadPrimitive(element, type.Primitive);
        }
        else if (element.IsResource)
        {
            if (IsObject())
            {
                ReadResource(element);
            }
        }
        else if (element.Watch != FhirWatch.None)
        {
            ReadWatched(element);
        }
        else
        {
            ReadObjectValue(type);
        }
    }

    private void ReadObjectValue(FhirType type)
    {
        if (IsObject())
        {
            ReadObject(type);
        }
    }

    private bool IsObject()
    {
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        Report(FhirIssueCode.WrongJsonType, "Expected an object.");
        _reader.Skip();
        return false;
    }

    private void ReadPrimitive(FhirElement element, FhirPrimitive primitive)
    {
        var fits = primitive switch
        {
            FhirPrimitive.Boolean => _reader.TokenType is JsonTokenType.True or JsonTokenType.False,
            FhirPrimitive.Integer or FhirPrimitive.UnsignedInt or FhirPrimitive.PositiveInt or FhirPrimitive.Decimal =>
                _reader.TokenType == JsonTokenType.Number,
            _ => _reader.TokenType == JsonTokenType.String,
        };
        if (!fits)
        {
            Report(FhirIssueCode.WrongJsonType, $"Expected a {element.Type} as JSON writes it.");
            _reader.Skip();
            return;
        }

        if (primitive == FhirPrimitive.Boolean)
        {
            return;
        }

        if (!TryUnescape(out var text))
        {
            Report(FhirIssueCode.BadFormat, "The text is no Unicode: half of a surrogate pair.");
            return;
        }

        CheckText(element, primitive, text);
        if (element.Part != FhirPart.None)
        {
            Remember(element.Part, text);
        }
    }

    private void CheckText(FhirElement element, FhirPrimitive primitive, ReadOnlySpan<byte> text)
    {
        if (element.RequiredBinding is { } set)
        {
            if (!set.Contains(text))
            {
                Report(FhirIssueCode.UnknownCode, $"Not a code of {set.Name}.");
            }
        }
        else if (!FhirFormat.Matches(primitive, text))
        {
            Report(FhirIssueCode.BadFormat, $"Not a {element.Type} as FHIR R4 writes it.");
        }
    }

    // json.html of R4: null in one array only where the other has something.
    private void CheckNulls(FhirType type, int from)
    {
        for (var i = from; i < _arrays.Count; i++)
        {
            var array = _arrays[i];
            if (array.Nulls is not { } nulls)
            {
                continue;
            }

            var other = _arrays.FindIndex(from, each => each.Ordinal == array.Ordinal && each.Beside != array.Beside);
            var partner = other < 0 ? default : _arrays[other];
            foreach (var at in nulls)
            {
                if (at >= partner.Count || partner.Nulls?.BinarySearch(at) >= 0)
                {
                    var element = type.At(array.Ordinal);
                    Report(FhirIssueCode.Empty, $"{_trail}.{element.Name}[{at}]", "A null that no other value accompanies.");
                }
            }
        }

        _arrays.RemoveRange(from, _arrays.Count - from);
    }

    private readonly record struct PrimitiveArray(int Ordinal, bool Beside, int Count, List<int>? Nulls);
}
