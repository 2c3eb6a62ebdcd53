using ZioExchange.Broker.Directory;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>What accession saves.</summary>
/// <param name="Paren">Pairs of organisations that share a row: each would need an agreement.</param>
/// <param name="Toetredingen">Statements that take their place.</param>
public sealed record SavedAgreements(int Paren, int Toetredingen, int Bespaard)
{
    internal static SavedAgreements By(IReadOnlyList<Accession> held, Accessions accessions)
    {
        var pairs = accessions.Pairs(held);
        return new(pairs, held.Count, Math.Max(0, pairs - held.Count));
    }
}
