using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>The same words in Dutch and English.</summary>
public sealed record BilingualText(string Nl, string En)
{
    public static BilingualText Of(Wording wording) => new(wording.Nl, wording.En);
}
