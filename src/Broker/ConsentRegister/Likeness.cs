namespace ZioExchange.Broker.ConsentRegister;

/// <summary>By what two people are alike without saying who they are: keyed hashes (HMAC-SHA-256, hex) of surnames and of addresses, under a key that the organisation keeps to itself.</summary>
/// <remarks>Never a name or an address, and nothing that this broker could turn back into one. Only hashes of one organisation compare.</remarks>
public sealed record Likeness(IReadOnlyList<string> Surnames, IReadOnlyList<string> Addresses)
{
    /// <summary>Parents have names and addresses of their own; more is no family.</summary>
    public const int Most = 8;

    public const int HashLength = 64;

    public static Likeness None { get; } = new([], []);

    public bool IsEmpty => Surnames.Count == 0 && Addresses.Count == 0;

    /// <summary>Whether each is a hash as it should be: 64 lower-case hex digits, which no name is.</summary>
    public static bool AreHashes(IReadOnlyList<string?>? marks) =>
        marks is null || (marks.Count <= Most && marks.All(mark => mark is { Length: HashLength } && mark.All(char.IsAsciiHexDigitLower)));
}
