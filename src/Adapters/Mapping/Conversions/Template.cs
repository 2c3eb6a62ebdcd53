using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary>Text with places for values: <c>https://…/tlv/{tlvswvnummer|swv}</c>; behind the bar, whose number it is.</summary>
internal sealed class Template
{
    private readonly List<(string Literal, SlotRef? Slot, NumberForm? Form)> _parts = [];
    private bool _isXml;
    private JsonEncodedText? _fixed;

    private Template(string fixedText) => FixedText = fixedText;

    /// <summary>The text before the first place.</summary>
    public string FixedText { get; }

    /// <summary>Null when a place is not closed or its path cannot be reached; the scope has been told.</summary>
    public static Template? Parse(string text, RowScope scope)
    {
        var template = new Template(text.Split('{')[0]) { _isXml = scope.IsXml };
        while (text.Length > 0)
        {
            var open = text.IndexOf('{', StringComparison.Ordinal);
            var close = text.IndexOf('}', StringComparison.Ordinal);
            if (open < 0 && close < 0)
            {
                template._parts.Add((text, null, null));
                break;
            }

            if (open < 0 || close < open)
            {
                scope.Fault($"The braces in {text} do not match.", "Write {path} for every place of a value.");
                return null;
            }

            var place = text[(open + 1)..close].Split('|');
            var form = place.Length == 2 ? NumberForm.Of(place[1]) : null;
            if (place.Length > 1 && form is null)
            {
                scope.Fault($"The place {text[open..(close + 1)]} names no known numbers behind its bar.", "Write {path|swv}, {path|gemeentecode} or {path|agb-z}.");
                return null;
            }

            if (scope.Resolve(place[0]) is not { } slot)
            {
                return null;
            }

            template._parts.Add((text[..open], slot, form));
            text = text[(close + 1)..];
        }

        return template;
    }

    /// <summary>The system of an identifier or code; null when one of the values is not there. It is mostly the same throughout a document, and made once then.</summary>
    public JsonEncodedText? System(RowRun run)
    {
        if (_parts.Count != 1 || _parts[0].Form is not null)
        {
            return Fill(run, escape: true) is { } text ? EncodedJson.Text(text) : null;
        }

        if (_parts[0].Slot is not { } place)
        {
            return _fixed ??= EncodedJson.Text(_parts[0].Literal);
        }

        if (!run.TryGet(place, out var value))
        {
            return null;
        }

        if (!run.Systems.TryGetValue(this, out var known) || !value.Span.SequenceEqual(known.Value))
        {
            known = (value.ToString(), EncodedJson.Text(Fill(run, escape: true)!));
            run.Systems[this] = known;
        }

        return known.System;
    }

    private ReadOnlyMemory<char>? Part(NumberForm? form, ReadOnlyMemory<char> value) => form is null ? value : form.Read(value, _isXml);

    /// <summary>Null when one of the values is not there, or is no number of the kind that its place asks for.</summary>
    /// <param name="run">The row.</param>
    /// <param name="escape">For addresses: what has a meaning in an address is percent-encoded.</param>
    public string? Fill(RowRun run, bool escape)
    {
        if (_parts.Count == 1 && _parts[0].Slot is null)
        {
            return _parts[0].Literal;
        }

        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        foreach (var (literal, slot, form) in _parts)
        {
            text.AppendLiteral(literal);
            if (slot is { } place)
            {
                if (!run.TryGet(place, out var value) || Part(form, value) is not { } part)
                {
                    text.Clear();
                    return null;
                }


                text.AppendFormatted(escape && part.Span.IndexOfAnyExcept(Letters.Id) >= 0 ? Uri.EscapeDataString(part.Span) : part.Span);
            }
        }

        return text.ToStringAndClear();
    }
}
