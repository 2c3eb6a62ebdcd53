namespace ZioExchange.Adapters.Sources;

/// <summary>A source gave nothing that can be used. Holds no body, address, key or secret, and no inner exception that might.</summary>
public sealed class SourceFailureException(SourceKind source, SourceFailure failure)
    : Exception($"Source {source} gave no usable answer: {failure}.")
{
    public SourceKind SourceKind { get; } = source;

    public SourceFailure Failure { get; } = failure;
}
