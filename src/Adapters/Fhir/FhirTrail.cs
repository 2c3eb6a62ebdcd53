using System.Globalization;
using System.Text;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Where the validator stands: elements and indices from the root. Text is made only for an issue.</summary>
internal sealed class FhirTrail
{
    private Step[] _steps = new Step[16];
    private int _count;

    public string Root { get; set; } = "";

    public void Push(FhirElement element)
    {
        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, _count * 2);
        }

        _steps[_count++] = new Step(element, -1);
    }

    public void At(int index) => _steps[_count - 1].Index = index;

    public void Pop() => _count--;

    public Step[] Copy() => _steps[.._count];

    public override string ToString() => ToString(_steps.AsSpan(0, _count));

    public string ToString(ReadOnlySpan<Step> steps)
    {
        var text = new StringBuilder(Root);
        foreach (var step in steps)
        {
            text.Append('.').Append(step.Element.Name);
            if (step.Index >= 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
            }
        }

        return text.ToString();
    }

    internal struct Step(FhirElement element, int index)
    {
        public readonly FhirElement Element => element;

        public int Index = index;
    }
}
