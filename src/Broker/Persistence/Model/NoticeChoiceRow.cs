namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table notice_choices. A person asked to be told when something waits. Without a row nothing is sent; ending it deletes the row.</summary>
public sealed class NoticeChoiceRow
{
    public required string ChildId { get; init; }

    public required string PersonId { get; init; }

    /// <summary>The e-mail address, encrypted under the child's key: gone with the child.</summary>
    public required byte[] Address { get; init; }

    /// <summary>In which language to write; a code of schemas/texts/languages.json.</summary>
    public required string Language { get; init; }

    /// <summary>At random; the code that proves the address is derived from it. The same for all children for whom it was given at once.</summary>
    public required Guid CodeOf { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Null until the code came back: before, nothing but the code is sent there.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When to look next whether something waits; null before it is confirmed.</summary>
    public DateTimeOffset? CheckAt { get; init; }

    /// <summary>Times that a wrong code was typed.</summary>
    public int Misses { get; init; }
}
