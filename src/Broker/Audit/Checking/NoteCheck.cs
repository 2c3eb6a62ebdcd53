using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Audit;

/// <summary>Checks the stored checkpoints against the tree as it grows: the text of every one, the signatures of as many as prove the log.</summary>
/// <remarks>
/// A good signature vouches for everything before it, so one in each 256 entries and the last are enough to prove every entry; a signature costs
/// as much as some fifty entries. When one does not hold, or a text does not fit, those between are checked too, to place the damage.
/// </remarks>
/// <param name="keys">The keys of the log.</param>
/// <param name="each">Check every signature.</param>
internal sealed class NoteCheck(KeySuccession keys, bool each)
{
    private readonly List<(long Size, string Note)> _unproved = [];
    private long _tile = -1;

    /// <summary>The longest beginning of the log that a good signature covers.</summary>
    public long LastGood { get; private set; }

    /// <summary>How many signatures were checked.</summary>
    public long Signatures { get; private set; }

    /// <summary>One stored checkpoint, when the tree has reached the size of its row.</summary>
    public LogFinding? Add(long size, string note, byte[] root)
    {
        if (!SignedNote.TryParse(note, out var signed) || !Checkpoint.TryParse(signed.Text, out var checkpoint)
            || size <= 0 || checkpoint.Origin != keys.Origin || keys.NeededAt(size).Any(key => !signed.Claims(key)))
        {
            return Settle() ?? LogFinding.Between("CHECKPOINT_CHANGED", LastGood, size - 1, $"The checkpoint over {size} entries is not one of this log's, or not signed by its key.");
        }

        if (checkpoint.Size != size || !checkpoint.Root.Span.SequenceEqual(root))
        {
            return Settle() ?? LogFinding.Between("TREE_CHANGED", LastGood, size - 1, $"The entries up to {size - 1} are not the ones that were signed.");
        }

        _unproved.Add((size, note));
        var due = each || size >> 8 != _tile;
        _tile = size >> 8;
        return due ? Settle() : null;
    }

    /// <summary>A checkpoint from outside, whose signature was checked before, fits the tree.</summary>
    public void Vouched(long size) => LastGood = Math.Max(LastGood, size);

    /// <summary>Proves what has no proof yet, by the newest signature; when that is false, finds the first that is.</summary>
    public LogFinding? Settle()
    {
        if (_unproved.Count == 0)
        {
            return null;
        }

        var good = _unproved.Count - 1;
        while (good >= 0 && !Holds(_unproved[good].Note))
        {
            good--;
        }

        LastGood = good >= 0 ? Math.Max(LastGood, _unproved[good].Size) : LastGood;
        var finding = good == _unproved.Count - 1
            ? null
            : LogFinding.Between("CHECKPOINT_CHANGED", LastGood, _unproved[good + 1].Size - 1, $"The signature of the checkpoint over {_unproved[good + 1].Size} entries is false.");
        _unproved.Clear();
        return finding;
    }

    private bool Holds(string note)
    {
        Signatures++;
        return keys.TryOpen(note, out _, out _);
    }
}
