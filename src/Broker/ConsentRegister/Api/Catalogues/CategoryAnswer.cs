using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>One data category.</summary>
/// <param name="Uitwisselbaar">False: it is never exchanged.</param>
/// <param name="Derden">About others than the child.</param>
/// <param name="WettelijkNummer">A number that only a law may open.</param>
public sealed record CategoryAnswer(string Code, BilingualText Naam, bool Uitwisselbaar, bool Derden, bool WettelijkNummer)
{
    public static CategoryAnswer Of(CategoryEntry category) =>
        new(category.Code, BilingualText.Of(category.Name), category.Exchanged, category.ThirdPersons, category.NumberByLaw);
}
