using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>ref(Type#name)</c>: a link to another resource of the same document, when that one is there.</summary>
internal sealed class RefConversion(string key) : Conversion
{
    private InstancePlan? _target;
    private int _up;

    public string Key => key;

    public override (int Least, int Most) Sources => (0, 0);

    public override bool ReadsSource => false;

    public override IReadOnlyList<string> MembersOf(string type) => ["reference", "type", "identifier"];

    public override bool Fits(FhirElement element) =>
        element.Type == "Reference" && (element.ReferenceTargets.Count == 0 || element.ReferenceTargets.Contains(key.Split('#')[0]));

    /// <summary>Told once all resources of the table are known.</summary>
    public void Link(InstancePlan target, int up) => (_target, _up) = (target, up);

    public override Cell Convert(RowRun run)
    {
        if (_target is null)
        {
            return default;
        }

        var frame = run.Frame.Up(_up);
        return frame.Exists[_target.Place] ? Cell.Of(new LiteralReference(run.ReferenceTo(_target, frame))) : default;
    }
}
