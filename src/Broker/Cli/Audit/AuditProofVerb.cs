using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary><c>audit verify --proof FILE --key KEY</c>: checks one receipt (C2SP tlog-proof), offline. For a parent, a lawyer, another party: needs no broker and no database.</summary>
internal static class AuditProofVerb
{
    /// <param name="text">The proof file, as it was handed out.</param>
    /// <param name="key">The log's verifier key, got by another way than the proof.</param>
    /// <returns>0 proven, 1 not proven, 2 no or a wrong key, 65 not a proof.</returns>
    public static async Task<int> RunAsync(string text, string? key, TextWriter output, TextWriter messages)
    {
        if (!VerifierKey.TryParse(key, out var verifier))
        {
            await messages.WriteLineAsync("Give the log's verifier key with --key. It looks like log.example.nl+1a2b3c4d+AbC...= and must come by another way than the proof.");
            return ExitCodes.BadUsage;
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

        await output.WriteLineAsync($"log: {verifier.Name}");
        await output.WriteLineAsync($"entry: {proof.Index}");
        if (proof.Proves(MerkleHash.Leaf(proof.Extra.Span), verifier, out var fault))
        {
            await output.WriteLineAsync("result: proven");
            await output.WriteLineAsync("meaning: this entry stands in the log, and the log's key signed that. It cannot be taken out or changed without every later check showing it.");
            return ExitCodes.Good;
        }

        await output.WriteLineAsync("result: NOT PROVEN");
        await output.WriteLineAsync($"what: {fault}");
        await output.WriteLineAsync("meaning: the file was changed, or it belongs to another log or key. It proves nothing, also not that the entry is absent.");
        await output.WriteLineAsync("what to do: ask for the proof again, and compare the key with the one that the broker's operator and its witnesses publish.");
        return ExitCodes.Finding;
    }
}
