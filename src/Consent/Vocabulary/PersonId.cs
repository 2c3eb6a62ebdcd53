namespace ZioExchange.Consent.Vocabulary;

/// <summary>Names a person or body that can hold gezag over one child, opaque to the rules: they only compare it.</summary>
/// <param name="Value">Unique within one child's facts. A GI that is voogd carries its organisation key. Two values are reserved: see <see cref="Youth"/> and <see cref="Court"/>.</param>
public readonly record struct PersonId(string Value)
{
    /// <summary>The child itself, at any age.</summary>
    public static PersonId Youth { get; } = new("JEUGDIGE");

    /// <summary>The judge whose order replaces the consent of one person (BW 1:253a).</summary>
    public static PersonId Court { get; } = new("RECHTER");

    public override string ToString() => Value;
}
