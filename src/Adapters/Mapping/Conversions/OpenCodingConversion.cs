using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>coding(system)</c>: a code of a local list that no one publishes. Labels are no codes.</summary>
internal sealed class OpenCodingConversion(Template system) : Conversion
{
    private Func<RowRun, ReadOnlyMemory<char>, Cell>? _one;

    public override IReadOnlyList<string> MembersOf(string type) => ["coding", "system", "code"];

    public override bool Fits(FhirElement element) => element.Type is "CodeableConcept" or "Coding";

    public override Cell Convert(RowRun run) => run.Each(_one ??= One);

    private Cell One(RowRun run, ReadOnlyMemory<char> text)
    {
        if (text.Length > 36 || text.Span.IndexOfAnyExcept(Letters.Code) >= 0)
        {
            return run.Fail(IssueCode.InvalidValue);
        }

        return system.System(run) is { } issuer
            ? Cell.Of(new CodingValue(issuer, text, run.Row.Element!.Type == "CodeableConcept"))
            : run.Fail(IssueCode.InvalidValue);
    }
}
