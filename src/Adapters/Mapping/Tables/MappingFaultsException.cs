using System.Diagnostics.CodeAnalysis;

namespace ZioExchange.Adapters.Mapping.Tables;

/// <summary>The tables cannot be used. Holds every fault at once, in order of file and row.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Without its faults this exception says nothing.")]
public sealed class MappingFaultsException(IReadOnlyList<MappingFault> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<MappingFault> Faults { get; } = faults;
}
