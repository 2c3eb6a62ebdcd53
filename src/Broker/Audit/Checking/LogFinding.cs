namespace ZioExchange.Broker.Audit;

/// <summary>One thing that is wrong with a log.</summary>
/// <param name="Code">Stable, upper-snake.</param>
/// <param name="FirstBad">The first entry that cannot be believed, from 0; null when no entry is to blame.</param>
/// <param name="LastBad">The last entry the fault may lie in, when it can only be placed between two signatures; else equal to FirstBad.</param>
/// <param name="What">What was found, in one sentence without personal data.</param>
/// <param name="Meaning">What it means for the people whose data the log is about.</param>
/// <param name="Remedy">What to do now.</param>
public sealed record LogFinding(string Code, long? FirstBad, long? LastBad, string What, string Meaning, string Remedy)
{
    private const string Changed = "Someone or something changed the log after it was written. What it says from there on proves nothing.";
    private const string Isolate = "Keep this database as it is, restore the last backup that verifies beside it, compare from this entry on, and treat it as an incident (docs/runbooks/log-damaged.md).";

    private const int Longest = 1000;

    public string What { get; init; } = Plain(What);

    /// <summary>A sentence that may hold what somebody else wrote, such as a name in a table or a file: without what a terminal would obey or a script would take for a line of its own.</summary>
    internal static string Plain(string sentence) =>
        string.Concat(sentence.Take(Longest).Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format ? '?' : letter));

    internal static LogFinding Entry(string code, long index, string what) => new(code, index, index, what, Changed, Isolate);

    internal static LogFinding Between(string code, long first, long last, string what) => new(code, first, Math.Max(first, last), what, Changed, Isolate);

    /// <summary>Two logs of which both carry the signature of the key: where they part cannot be told from one of them.</summary>
    internal static LogFinding Forked(long size) => new(
        "FORKED", 0, size - 1, $"Of the first {size} entries there are two versions, and the log's key signed both: the older checkpoint's, and the one that is here.",
        "The signing key signed two histories: it was stolen, or a log that was set back went on. What the log says proves nothing until it is known which is true.",
        "Keep both checkpoints and this database as they are, ask the witnesses which they signed, rotate the signing key, and treat it as an incident (docs/runbooks/log-damaged.md).");

    internal static LogFinding Truncated(long index, string what) => new(
        "TRUNCATED", index, null, what, "Entries that were once signed are gone: the log was cut off or set back to an older state.", Isolate);

    /// <summary>What says which key signs differs from the signatures, which are good.</summary>
    internal static LogFinding Signer(string code, string what) => new(
        code, null, null, what,
        "The entries are the ones that were signed. But by these rows a node decides whether it may sign, and outsiders learn of a new key: they can be kept from a good log.",
        "Restore tables log_head and log_key_successions from the last backup that verifies, find out who had rights on the database, and treat it as an incident (docs/runbooks/log-damaged.md).");

    /// <summary>What was cosigned differs from its signatures; the entries are good.</summary>
    internal static LogFinding Cosigned(string code, string what) => new(
        code, null, null, what,
        "The entries are the ones that were signed. But who rests on a witness is misled: a line proves nothing where it stands, or a witness would sign a second history of another log.",
        "Ask the other organisation which checkpoint was cosigned last, restore the table (log_cosignatures, log_witnessed) from the last backup that verifies, and find out who had rights on the database (docs/runbooks/log-damaged.md).");

    /// <summary>The table of keys is not what the log says of it.</summary>
    internal static LogFinding Keys(string what) => new(
        "KEY_CHANGED", null, null, what, "What the table of keys says of who can read an entry, and of erasures, proves nothing.", KeyCheck.Remedy);

    /// <summary>What stands under the name of a table is something that can answer one question so and another otherwise.</summary>
    internal static LogFinding Replaced(string table) => new(
        "TABLE_REPLACED", null, null, $"What stands under the name {table} is not the table that a broker made: it is a view, or a rule, a policy, a computed column or a table below it decides who sees what, or a row has no number, or a crash would empty it.",
        "Whatever a check finds there, a search may be told something else.", Isolate);

    /// <summary>The entries are whole, and a search does not find them all.</summary>
    internal static LogFinding Index(string name, long found, long rows) => new(
        "INDEX_CHANGED", null, null, $"The index {name} has {found} rows and its table {rows}.",
        "The entries are the ones that were signed. But a search does not find all of them, and an erasure may pass over a key.",
        "Keep a copy of this database, then REINDEX it and check again; find out who had rights on it (docs/runbooks/log-damaged.md).");

    internal static LogFinding Checkpoint(string code, string what) => new(
        code, null, null, what, "The signature does not vouch for this log.",
        "Check that key and checkpoint belong to this log. If they do, the checkpoint or the key was replaced: treat it as an incident.");
}
