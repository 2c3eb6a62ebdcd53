using System.Diagnostics.CodeAnalysis;

namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>An answer about gezag cannot be used. Names the place in the answer, never a value.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Without its fault this exception says nothing.")]
public sealed class BrpGezagException(BrpGezagFault fault, string path)
    : Exception($"The BRP answer cannot be used: {fault} at {path}. Ask the gemeente again, or have a person check the gezag.")
{
    public BrpGezagFault Fault { get; } = fault;

    /// <summary>Such as <c>personen[0].gezag[1].type</c>.</summary>
    public string Path { get; } = path;
}
