using System.Diagnostics;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>The id by which the systems on the way know one transaction (FSC); stands in the log beside the trace id.</summary>
internal static class TransactionId
{
    public const string Header = "Fsc-Transaction-Id";

    private const string Key = "fsc.transaction_id";

    /// <summary>Null outside a request, and when the caller gave none.</summary>
    public static string? Current
    {
        get
        {
            for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
            {
                if (activity.GetTagItem(Key) is string id)
                {
                    return id;
                }
            }

            return null;
        }
    }

    /// <param name="id">Null when the caller gave none.</param>
    /// <returns>False when what the caller gave is not one UUID.</returns>
    public static bool TryRead(HttpRequest request, out Guid? id)
    {
        var given = request.Headers[Header];
        id = given is [{ } text] && Guid.TryParseExact(text, "D", out var known) ? known : null;
        return given.Count == 0 || id is not null;
    }

    public static void Remember(Guid? id)
    {
        if (id is { } known)
        {
            Activity.Current?.SetTag(Key, known.ToString("D"));
        }
    }
}
