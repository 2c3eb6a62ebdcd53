using System.Diagnostics;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>The id by which the systems on the way know one transaction (FSC); stands in the log beside the trace id.</summary>
internal static class TransactionId
{
    private const string Key = "fsc.transaction_id";

    /// <summary>Null outside a request, and when the caller gave none.</summary>
    public static string? Current => Activity.Current?.GetTagItem(Key) as string;

    public static void Remember(Guid? id)
    {
        if (id is { } known)
        {
            Activity.Current?.SetTag(Key, known.ToString("D"));
        }
    }
}
