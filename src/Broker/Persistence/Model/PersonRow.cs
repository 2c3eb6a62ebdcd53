namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table persons. Someone who can sign in for a child: a parent, a guardian, the young person. What addresses them is encrypted under the child's key.</summary>
public sealed class PersonRow
{
    /// <summary>Pseudonym of the person, the same in authority facts and grants.</summary>
    public required string Id { get; init; }

    public required string ChildId { get; init; }

    /// <summary>Name and ways to reach the person, JSON, encrypted.</summary>
    public required byte[] Body { get; init; }

    /// <summary>HMAC of the identity provider's subject (the BSN for DigiD) under the lookup key; null when the person cannot sign in.</summary>
    public required byte[]? SignInLookup { get; init; }
}
