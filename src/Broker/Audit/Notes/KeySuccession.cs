using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ZioExchange.Broker.Audit.Notes;

/// <summary>The keys that signed one log, one after another, as far as a chain of rotations ties them to a key that is trusted.</summary>
/// <remarks>
/// Each rotation is a statement that the old key and the new one both signed, so trust runs both ways: who holds the oldest key can check
/// today's checkpoint, who holds today's key can check the oldest. The checkpoint at a handover carries both signatures; after it the old key counts no more.
/// </remarks>
public sealed class KeySuccession
{
    private readonly List<(long From, VerifierKey Key)> _keys;

    private KeySuccession(List<(long From, VerifierKey Key)> keys) => _keys = keys;

    /// <summary>The key that signs now.</summary>
    public VerifierKey Newest => _keys[^1].Key;

    public string Origin => Newest.Name;

    /// <summary>How many of the statements tie a key to the one before it.</summary>
    public int Rotations => _keys.Count - 1;

    /// <param name="trusted">From outside.</param>
    /// <param name="statements">Notes from anywhere: those that do not hold, or do not join the chain, count for nothing.</param>
    public static KeySuccession Of(VerifierKey trusted, IEnumerable<string> statements)
    {
        var read = statements.Select(note => KeyStatement.TryRead(note, out var statement) ? statement : null).OfType<KeyStatement>().OrderBy(statement => statement.From).ToList();
        var first = trusted;
        for (var i = read.Count - 1; i >= 0; i--)
        {
            first = read[i].New.Equals(first) ? read[i].Old : first;
        }

        var keys = new List<(long From, VerifierKey Key)> { (0, first) };
        foreach (var statement in read.Where(statement => statement.Old.Equals(keys[^1].Key) && statement.From > keys[^1].From))
        {
            keys.Add((statement.From, statement.New));
        }

        return new(keys.Exists(key => key.Key.Equals(trusted)) ? keys : [(0, trusted)]);
    }

    /// <summary>The same, from what <c>/log/keys</c> served; text that is not that ties nothing.</summary>
    public static KeySuccession Published(VerifierKey trusted, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Of(trusted, [.. document.RootElement.GetProperty("successions").EnumerateArray().Select(note => note.GetString() ?? "")]);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return Of(trusted, []);
        }
    }

    /// <summary>The keys whose signatures a checkpoint over this many entries needs: one, or both at a handover.</summary>
    public IEnumerable<VerifierKey> NeededAt(long size)
    {
        var place = _keys.FindLastIndex(key => key.From <= size);
        return place > 0 && _keys[place].From == size ? [_keys[place - 1].Key, _keys[place].Key] : [_keys[place].Key];
    }

    /// <summary>Whether one of the keys signed it, whichever was in force.</summary>
    public bool HaveSigned(SignedNote note) => _keys.Exists(key => note.IsSignedBy(key.Key));

    /// <summary>Reads a checkpoint, if the keys in force at its size signed it.</summary>
    public bool TryOpen(string note, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? fault)
    {
        if (!SignedNote.TryParse(note, out var signed) || !Checkpoint.TryParse(signed.Text, out checkpoint))
        {
            (checkpoint, fault) = (null, "This is not a signed checkpoint (C2SP tlog-checkpoint).");
            return false;
        }

        foreach (var key in NeededAt(checkpoint.Size))
        {
            if (!Checkpoint.TryOpen(note, key, out checkpoint, out fault))
            {
                return false;
            }
        }

        fault = null;
        return true;
    }
}
