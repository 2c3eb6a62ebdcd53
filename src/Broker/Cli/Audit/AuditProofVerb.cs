using System.Runtime.InteropServices;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Exporting;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary><c>audit verify --proof FILE --key KEY</c> checks one receipt (C2SP tlog-proof), <c>--export FILE</c> each line of an ndjson export, offline. For a parent, a lawyer, another party: needs no broker and no database.</summary>
internal static class AuditProofVerb
{
    private const int MostNamed = 10;

    /// <summary>What a proof, a checkpoint or the keys of a log stay below, in characters.</summary>
    internal const int LongestText = 4 * 1024 * 1024;

    // An entry has 60 KiB of JSON at most, and stands in its line twice, once as text within text.
    private const int LongestLine = 2 * 1024 * 1024;

    /// <param name="text">The proof file, as it was handed out.</param>
    /// <param name="keys">The log's keys; null when none was given, or none that can be read.</param>
    /// <returns>0 proven, 1 not proven, 2 no or a wrong key, 65 not a proof.</returns>
    public static async Task<int> RunAsync(string text, KeySuccession? keys, TextWriter output, TextWriter messages)
    {
        if (keys is null)
        {
            return await WithoutKeyAsync(messages);
        }

        if (!InclusionProof.TryParse(text, out var proof))
        {
            await messages.WriteLineAsync("This is not a proof (C2SP tlog-proof). Give the file bewijs.tlog-proof as it was handed out, unchanged.");
            return ExitCodes.BadInput;
        }

        if (proof.Extra.IsEmpty)
        {
            await messages.WriteLineAsync("The proof does not hold the commitments of its entry (line \"extra\"), so there is nothing to compare with. Ask for it again.");
            return ExitCodes.BadInput;
        }

        await output.WriteLineAsync($"log: {keys.Origin}");
        await output.WriteLineAsync($"entry: {proof.Index}");
        if (proof.Proves(MerkleHash.Leaf(proof.Extra.Span), keys, out var fault))
        {
            await output.WriteLineAsync("result: proven");
            await output.WriteLineAsync("meaning: this entry stands in the log, and the log's key signed that. It cannot be taken out or changed without every later check showing it.");
            return ExitCodes.Good;
        }

        await output.WriteLineAsync("result: NOT PROVEN");
        await output.WriteLineAsync($"what: {LogFinding.Plain(fault)}");
        await output.WriteLineAsync("meaning: the file was changed, or it belongs to another log or key. It proves nothing, also not that the entry is absent.");
        await output.WriteLineAsync("what to do: ask for the proof again, and compare the key with the one that the broker's operator and its witnesses publish.");
        return ExitCodes.Finding;
    }

    /// <param name="lines">An ndjson export, as <c>audit export</c> or an officer's page wrote it.</param>
    /// <returns>0 every line holds, 1 one does not, 2 no or a wrong key, 65 there is no line.</returns>
    public static async Task<int> RunExportAsync(TextReader lines, KeySuccession? keys, TextWriter output, TextWriter messages, CancellationToken ct)
    {
        if (keys is null)
        {
            return await WithoutKeyAsync(messages);
        }

        var (read, whole, place) = (0L, 0L, 0L);
        var (bare, silent, seen) = (new NamedLines(), new NamedLines(), new Dictionary<long, ulong>());
        var bounded = new BoundedLines(lines, LongestLine);
        await output.WriteLineAsync($"log: {keys.Origin}");
        while (await bounded.NextAsync(ct) is { } line)
        {
            place++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;   // an editor or a mail left it; it says nothing
            }

            read++;
            if (!OpenedLine.Holds(line, keys, out var index, out var content, out var isSilent, out var fault))
            {
                return await NotProvenAsync(place, fault, output);
            }

            if (!IsFirst(seen, index))
            {
                return await NotProvenAsync(place, $"it is entry {index} once more: an export holds each entry once", output);
            }

            whole += content ? 1 : 0;
            if (!content)
            {
                bare.Add(place);
            }

            if (isSilent)
            {
                silent.Add(place);
            }
        }

        if (bounded.IsTooLong)
        {
            return await NotProvenAsync(place + 1, "it is longer than any line of an export", output);
        }

        if (read == 0)
        {
            await messages.WriteLineAsync("The file given with --export holds no line.");
            return ExitCodes.BadInput;
        }

        await output.WriteLineAsync($"lines: {read}, each in the log; of {whole} the content is proven too{(whole < read ? ", of the others it was erased, or not opened to whom the export was for" : "")}");
        if (bare.Any)
        {
            await output.WriteLineAsync($"not proven: what {bare} says, but for its place in the log: also not that it was erased or is damaged (\"readable\", \"damaged\"). Ask the broker.");
        }

        if (silent.Any)
        {
            await output.WriteLineAsync($"not told: who acted, in {silent}. Somebody did; it was left out for whom the export was for, or erased.");
        }

        await output.WriteLineAsync("not proven: that these are all the lines, and in the order they were exported in. A file that was cut off, or sorted, looks like this one; how many lines there were, who exported them knows.");
        await output.WriteLineAsync("not proven: \"subject\", the name of the child at whom the export was for. No entry shows it; ask the broker which child an entry is about.");
        await output.WriteLineAsync("result: proven");
        return ExitCodes.Good;
    }

    /// <summary>The keys that a verifier key and what <c>/log/keys</c> served tie together; null when the key cannot be read.</summary>
    /// <param name="key">The log's verifier key, got by another way than the proof.</param>
    /// <param name="published">What <c>/log/keys</c> served, for a log whose key was rotated; null for none.</param>
    public static KeySuccession? Keys(string? key, string? published) => VerifierKey.TryParse(key, out var verifier) ? KeySuccession.Published(verifier, published ?? "") : null;

    /// <summary>Whether no line before had this entry. Neighbours share a word: an export of ten million entries takes a few megabytes.</summary>
    private static bool IsFirst(Dictionary<long, ulong> seen, long index)
    {
        ref var word = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, index >> 6, out _);
        var first = (word & (1UL << (int)(index & 63))) == 0;
        word |= 1UL << (int)(index & 63);
        return first;
    }

    private static async Task<int> NotProvenAsync(long place, string? fault, TextWriter output)
    {
        await output.WriteLineAsync("result: NOT PROVEN");
        await output.WriteLineAsync($"what: line {place} does not hold: {LogFinding.Plain(fault ?? "")}.");
        await output.WriteLineAsync("meaning: the file was changed at that line after it was exported, or it belongs to another log or key. What it says there proves nothing.");
        await output.WriteLineAsync("what to do: ask for the export again, and compare the key with the one that the broker's operator and its witnesses publish.");
        return ExitCodes.Finding;
    }

    private static async Task<int> WithoutKeyAsync(TextWriter messages)
    {
        await messages.WriteLineAsync("Give the log's verifier key with --key. It looks like log.example.nl+1a2b3c4d+AbC...= and must come by another way than the proof.");
        return ExitCodes.BadUsage;
    }

    /// <summary>The first few numbers of lines, and how many more there are.</summary>
    private sealed class NamedLines
    {
        private readonly List<long> _first = [];
        private long _more;

        public bool Any => _first.Count > 0;

        public void Add(long place)
        {
            if (_first.Count < MostNamed)
            {
                _first.Add(place);
            }
            else
            {
                _more++;
            }
        }

        public override string ToString() => $"line {string.Join(", ", _first)}{(_more > 0 ? $" and {_more} more" : "")}";
    }
}
