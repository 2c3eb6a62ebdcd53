using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>earliest</c> and <c>latest</c> of the dates that are there. One that cannot be spoils the choice.</summary>
internal sealed class ExtremeDateConversion(bool latest) : Conversion
{
    public override (int Least, int Most) Sources => (1, 20);

    public override bool Fits(FhirElement element) => DateConversion.FitsDate(element);

    public override Cell Convert(RowRun run)
    {
        ReadOnlyMemory<char> best = default;
        for (var source = 0; source < run.Row.Sources.Length; source++)
        {
            if (!run.Has(source))
            {
                continue;
            }

            var text = run.Value(source);
            if (!DutchDates.IsDate(text.Span))
            {
                return run.Fail(IssueCode.InvalidDate, source);
            }

            var order = best.IsEmpty ? 0 : text.Span.SequenceCompareTo(best.Span);
            best = best.IsEmpty || (latest ? order > 0 : order < 0) ? text : best;
        }

        return best.IsEmpty ? default : Cell.OfText(best);
    }
}
