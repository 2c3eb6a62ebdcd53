using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What a question is not about, of what people fear most to be shared.</summary>
public static class NotShared
{
    private const int Most = 4;

    private static readonly DataCategory[] Feared =
        [new("JEUGDHULP_DOSSIER"), new("GEZONDHEID_DIAGNOSE"), new("GEZIN"), new("BSN"), new("CONTACT"), new("LEERRESULTATEN")];

    public static IEnumerable<DataCategory> Of(ConsentFlow flow) => Feared.Where(category => !flow.Categories.Contains(category)).Take(Most);
}
