using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>boolean</c>, <c>boolean(cod260)</c>, <c>boolean(janee)</c>: each list says itself what is true; 2 never is.</summary>
internal sealed class BooleanConversion(string list, bool isXml) : Conversion
{
    private readonly Func<RowRun, ReadOnlyMemory<char>, Cell> _convert = (run, text) => One(run, text.ToString(), list, isXml);

    public static bool Knows(string list) => list is "" or "cod260" or "janee";

    public override bool Fits(FhirElement element) => element.Type == "boolean";

    public override Cell Convert(RowRun run) => run.Each(_convert);

    private static Cell One(RowRun run, string text, string list, bool isXml) => (list, text) switch
    {
        ("", "true") or ("cod260", "1") or ("janee", "Ja") => Cell.OfBoolean(true),
        ("", "false") or ("cod260", "2") or ("janee", "Nee") => Cell.OfBoolean(false),
        ("", "1" or "0") when isXml => Cell.OfBoolean(text == "1"),
        ("janee", "Onbekend") => Cell.Absent(DataAbsent.Unknown),
        ("", _) => run.Fail(IssueCode.InvalidValue),
        _ => run.Fail(IssueCode.UnknownCode, reason: DataAbsent.Unknown),
    };
}
