using System.Diagnostics.CodeAnalysis;

namespace ZioExchange.Adapters.Sources.Gemeente.Ggk;

/// <summary>An envelope cannot be opened. Holds no value of it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Without its fault this exception says nothing.")]
public sealed class GgkEnvelopeException(GgkFault fault)
    : Exception($"The StUF envelope cannot be opened: {fault}. Send the message as the GGK standard 0210 has it, or the iJw message by itself.")
{
    public GgkFault Fault { get; } = fault;
}
