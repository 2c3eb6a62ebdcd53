using System.Diagnostics;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>The id by which the systems on the way know one transaction (FSC); stands in the log beside the trace id.</summary>
/// <param name="Value">Null when the caller gave none, or what is none.</param>
/// <param name="IsSound">False when what the caller gave is not one UUID.</param>
internal sealed record TransactionId(Guid? Value, bool IsSound)
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

    /// <summary>Reads it, once for a request: what comes later on finds it among the features.</summary>
    public static TransactionId Take(HttpContext http)
    {
        var given = http.Request.Headers[Header];
        Guid? id = given is [{ } text] && Guid.TryParseExact(text, "D", out var known) ? known : null;
        var taken = new TransactionId(id, given.Count == 0 || id is not null);
        http.Features.Set(taken);
        if (id is not null)
        {
            Activity.Current?.SetTag(Key, taken.ToString());
        }

        return taken;
    }

    public override string ToString() => Value?.ToString("D") ?? string.Empty;
}
