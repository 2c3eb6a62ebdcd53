using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>One purpose.</summary>
/// <param name="Rechtenloket">A purpose of the rights desk: it releases nothing.</param>
/// <param name="Rijen">The rows of the matrix that are in force.</param>
public sealed record PurposeAnswer(string Code, BilingualText Naam, bool Rechtenloket, IReadOnlyList<RowAnswer> Rijen)
{
    public static PurposeAnswer Of(Policy policy, PurposeEntry purpose) => new(
        purpose.Code, BilingualText.Of(purpose.Name), purpose.RightsDesk,
        [.. policy.RowsFor(new Purpose(purpose.Code)).Where(row => row.InForce).Select(RowAnswer.Of)]);
}
