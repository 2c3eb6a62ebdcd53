using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.CodeMaps;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>volume</c>, <c>volume(whole)</c>, <c>volume(unit,per)</c>, <c>volume(class)</c>: how much care, in the unit and per the time of the source.</summary>
internal sealed class VolumeConversion(CareUnit? unit, string? per, bool isClass, bool isWhole) : Conversion
{
    private static readonly JsonEncodedText[] Names = [JsonEncodedText.Encode("volume"), JsonEncodedText.Encode("eenheid"), JsonEncodedText.Encode("frequentie")];
    private static readonly JsonEncodedText ClassName = JsonEncodedText.Encode("klasse");

    private bool IsMapped => unit is null && !isClass;

    private bool IsWhole => isWhole;

    public override (int Least, int Most) Sources => isClass ? (1, 1) : IsMapped ? (3, 5) : (1, 3);

    public override bool NeedsCodeMap => unit is null;

    public override IReadOnlyList<string> MembersOf(string type) =>
        type == "Extension" ? ["extension"] : ["value", "unit", "system", "code", "numerator", "denominator", "low", "high"];

    public override bool Fits(FhirElement element) => element.Type is "Extension" or "Quantity" or "Ratio" or "Range";

    public static bool KnowsPer(string per) => per is "d" or "wk" or CareVolume.FourWeeks or "mo" or "a" or "total" or "none";

    public override Cell Convert(RowRun run)
    {
        if (!run.Has(0))
        {
            return default;
        }

        var failure = default(Cell);
        var volume = isClass ? OfClass(run, ref failure) : Known(run) ?? OfValue(run, ref failure);
        if (volume is null)
        {
            return failure;
        }

        run.Volume = (this, run.Row, volume);
        var type = run.Row.Element!.Type;
        return type == "Extension" ? Cell.Of(new VolumeExtension(volume, Source(run)))
            : VolumeQuantity.Fits(volume, type) ? Cell.Of(new VolumeQuantity(volume, type))
            : default;
    }

    /// <summary>One volume stands in several places of a resource: it is worked out once.</summary>
    private CareVolume? Known(RowRun run) =>
        run.Volume is { } known && IsMapped && known.By.IsMapped && known.By.IsWhole == IsWhole
            && run.Row.Sources.AsSpan().SequenceEqual(known.Row.Sources) && run.Row.CodeMaps[0] == known.Row.CodeMaps[0] && run.Row.CodeMaps[1] == known.Row.CodeMaps[1]
            ? known.Volume
            : null;

    private static CareVolume? OfClass(RowRun run, ref Cell failure)
    {
        var entry = run.Row.CodeMaps[0].Find(run.Value(0).Span);
        if (entry is null || entry.IsAmbiguous)
        {
            failure = run.Fail(IssueCode.UnknownCode, reason: DataAbsent.Unknown);
            return null;
        }

        var volume = entry.Targets.Count == 0 ? null : VolumeExpression.Parse(entry.Targets[0].Code);
        failure = Cell.Absent(DataAbsent.Unsupported);
        return volume;
    }

    private CareVolume? OfValue(RowRun run, ref Cell failure)
    {
        var (kind, frequency) = (unit, per);
        if (IsMapped && (!Mapped(run, 1, IssueCode.AmbiguousUnit, ref failure, out var unitCode) || !Mapped(run, 2, IssueCode.UnknownCode, ref failure, out frequency)
            || !CareUnit.TryFind(unitCode!, out kind)))
        {
            return null;
        }

        // Source: iJw IV042: with euros the volume is in whole cents.
        if (!NumberConversion.TryDecimal(run.Value(0).Span, comma: false, out var number) || number < 0
            || ((IsWhole || kind!.Code == "EUR-cent") && number != decimal.Truncate(number)))
        {
            failure = run.Fail(IssueCode.InvalidValue);
            return null;
        }

        return new CareVolume(number, null, kind!, frequency!, Days(run, IsMapped ? 3 : 1));
    }

    /// <summary>A missing unit or frequency is as unknown as a wrong one, except that a volume may be given without frequency.</summary>
    private static bool Mapped(RowRun run, int source, IssueCode whenAmbiguous, ref Cell failure, out string? code)
    {
        code = source == 2 && !run.Has(2) ? "none" : null;
        if (code is not null)
        {
            return true;
        }

        CodeMapEntry? entry = run.Row.CodeMaps[source - 1].Find(run.Value(source).Span);
        if (entry is null || entry.IsAmbiguous || entry.Targets.Count == 0)
        {
            var isAmbiguous = entry?.IsAmbiguous == true || (source == 1 && !run.Has(source));
            failure = run.Fail(isAmbiguous ? whenAmbiguous : IssueCode.UnknownCode, run.Has(source) ? source : 0, DataAbsent.Unknown);
            return false;
        }

        code = entry.Targets[0].Code;
        return true;
    }

    /// <summary>Both ends count. Null without a real begin and end: dates have rows of their own that tell what is wrong.</summary>
    private static int? Days(RowRun run, int from) =>
        run.Row.Sources.Length >= from + 2 && DutchDates.TryDate(run.Value(from).Span, out var begin)
            && DutchDates.TryDate(run.Value(from + 1).Span, out var end) && end >= begin
            ? end.DayNumber - begin.DayNumber + 1
            : null;

    private (JsonEncodedText Name, ReadOnlyMemory<char> Text)[] Source(RowRun run)
    {
        var source = new List<(JsonEncodedText, ReadOnlyMemory<char>)>(Names.Length);
        for (var at = 0; at < (IsMapped ? Names.Length : 1); at++)
        {
            if (run.Has(at))
            {
                source.Add((isClass ? ClassName : Names[at], run.Value(at)));
            }
        }

        return [.. source];
    }
}
