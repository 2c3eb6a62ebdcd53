using ZioExchange.Consent.Decisions;

namespace ZioExchange.Adapters.Sources;

/// <summary>Asks a permit whether it names one of the categories that a document can hold.</summary>
internal static class PermitScope
{
    public static bool NamesAny(this ExchangePermit permit, params ReadOnlySpan<string> categories)
    {
        foreach (var category in permit.Categories)
        {
            if (categories.Contains(category.Code))
            {
                return true;
            }
        }

        return false;
    }
}
