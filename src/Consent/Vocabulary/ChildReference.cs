namespace ZioExchange.Consent.Vocabulary;

/// <summary>The broker's own opaque reference to one child: no identifier of any party, never shown outside.</summary>
public readonly record struct ChildReference(string Value)
{
    public override string ToString() => Value;
}
