using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary>Turns the values of one row into one FHIR value. The set is closed: schemas/mappings/README.md lists every one.</summary>
internal abstract class Conversion
{
    /// <summary>How many sources it takes.</summary>
    public virtual (int Least, int Most) Sources => (1, 1);

    public virtual bool NeedsCodeMap => false;

    /// <summary>Writes no element of its own source: fixed values and links.</summary>
    public virtual bool ReadsSource => true;

    /// <summary>Members that it writes itself when the target is an object of this type.</summary>
    public virtual IReadOnlyList<string> MembersOf(string type) => [];

    /// <summary>Whether the result can stand at this element.</summary>
    public abstract bool Fits(FhirElement element);

    public abstract Cell Convert(RowRun run);

    protected static bool IsText(FhirElement element) =>
        element.Type is "string" or "markdown" or "uri" or "url" or "id" or "code" or "canonical";
}
