namespace ZioExchange.Broker.Oversight;

/// <summary>What the last check of the log found.</summary>
/// <param name="Entries">Entries checked and good.</param>
/// <param name="Code">Null when the log is whole; else the finding's code, with the first bad entry where it can be placed.</param>
/// <param name="Checkpoint">The signed note at the time of the check.</param>
public sealed record LogState(long Entries, DateTimeOffset CheckedAt, string? Code, long? FirstBad, string? What, string? Remedy, string Checkpoint)
{
    public bool Sound => Code is null;

    /// <summary>Who signed, by the names on the note's signature lines.</summary>
    public IReadOnlyList<string> Signers => [.. Checkpoint.Split('\n').Where(line => line.StartsWith("\u2014 ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];

    /// <summary>The root hash in base64, shortened to read aloud.</summary>
    public string Root => Checkpoint.Split('\n') is { Length: > 2 } lines && lines[2].Length > 12 ? $"{lines[2][..6]}…{lines[2][^6..]}" : "";
}
