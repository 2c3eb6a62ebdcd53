using ZioExchange.Broker.ConsentRegister.Api.Catalogues;

namespace ZioExchange.Broker.Exchange.Explain;

/// <summary>What would be decided now, why, and by which ways it could be permitted.</summary>
/// <param name="Toegestaan">All that was asked may be shared.</param>
/// <param name="Code">ZIO-nnnn of the reason; see /foutcodes.</param>
/// <param name="GegevensgroepenToegestaan">What may be shared; empty on a refusal.</param>
/// <param name="GegevensgroepenGeweigerd">Of a partial answer: reason code by category.</param>
/// <param name="Wegen">The rows of the matrix for this purpose, kind of asker and source, and what each needs. They follow from the question alone, never from the child.</param>
public sealed record ExplanationAnswer(
    bool Toegestaan,
    string Code,
    string ReasonCode,
    BilingualText Reden,
    string Herstel,
    IReadOnlyList<string> GegevensgroepenToegestaan,
    IReadOnlyDictionary<string, string> GegevensgroepenGeweigerd,
    IReadOnlyList<WayAnswer> Wegen,
    string TraceId);
