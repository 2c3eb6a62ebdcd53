using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>uri</c>: an absolute http(s) or urn address, and nothing that a page could run.</summary>
internal sealed class UriConversion : Conversion
{
    private static readonly Func<RowRun, ReadOnlyMemory<char>, Cell> Single = One;

    public override bool Fits(FhirElement element) => element.Type is "uri" or "url" or "string";

    public override Cell Convert(RowRun run) => run.Each(Single);

    private static Cell One(RowRun run, ReadOnlyMemory<char> text) =>
        text.Length <= 2000 && text.Span.IndexOfAny(Letters.NotInUri) < 0
            && Uri.TryCreate(text.ToString(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "urn"
            ? Cell.OfText(text)
            : run.Fail(IssueCode.InvalidValue);
}
