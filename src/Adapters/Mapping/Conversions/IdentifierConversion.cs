using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>identifier(system)</c> and <c>logical(system,Type)</c>: a number together with who gave it out. Where the form of its numbers is known, another is none.</summary>
internal sealed class IdentifierConversion(Template system, bool isReference, string? type, bool isXml) : Conversion
{
    private readonly NumberForm? _form = NumberForm.Of(system.FixedText);
    private Func<RowRun, ReadOnlyMemory<char>, Cell>? _one;

    public override IReadOnlyList<string> MembersOf(string target) => isReference ? ["type", "identifier"] : ["system", "value"];

    public override bool Fits(FhirElement element) =>
        isReference
            ? element.Type == "Reference" && (type is null || element.ReferenceTargets.Count == 0 || element.ReferenceTargets.Contains(type))
            : element.Type == "Identifier";

    public override Cell Convert(RowRun run) => run.Each(_one ??= One);

    private Cell One(RowRun run, ReadOnlyMemory<char> text)
    {
        if (text.Length > 255 || text.Span.ContainsAnyInRange('\0', '\u001F') || system.System(run) is not { } issuer)
        {
            return run.Fail(IssueCode.InvalidValue);
        }

        if (_form is not null)
        {
            if (_form.Read(text, isXml) is not { } number)
            {
                return run.Fail(IssueCode.InvalidValue);
            }

            text = number;
        }

        if (!Letters.HasInk(text.Span))
        {
            return run.Fail(IssueCode.InvalidValue);
        }

        return Cell.Of(isReference ? new LogicalReference(issuer, text, type) : new IdentifierValue(issuer, text));
    }
}
