using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>A piece of a frame's text, and the next value of the same element if it repeats.</summary>
internal struct CapturedValue
{
    public int Start;
    public int Length;

    /// <summary>Place of the next value of the same slot; -1 when it is the last.</summary>
    public int Next;

    /// <summary>Which occurrence it is, from 0.</summary>
    public int Ordinal;

    /// <summary>Only in a run that reports coverage.</summary>
    public CoverageNode? Cover;
}
