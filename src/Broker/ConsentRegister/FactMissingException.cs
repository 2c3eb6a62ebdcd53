namespace ZioExchange.Broker.ConsentRegister;

/// <summary>A fact without which nothing can be decided about a child was never recorded. The request is refused like one about an unknown child.</summary>
public sealed class FactMissingException(FactKind kind) : Exception($"No fact of kind {kind} is recorded.")
{
    public FactKind Kind { get; } = kind;
}
