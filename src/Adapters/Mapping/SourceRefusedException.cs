using System.Diagnostics.CodeAnalysis;

namespace ZioExchange.Adapters.Mapping;

/// <summary>The document cannot be used; nothing of it is mapped. The message names elements and limits, never a value.</summary>
[SuppressMessage("Design", "CA1032", Justification = "A refusal always says why.")]
public sealed class SourceRefusedException(RefusalCode code, string message, string remedy) : Exception(message)
{
    public RefusalCode Code { get; } = code;

    public string Remedy { get; } = remedy;
}
