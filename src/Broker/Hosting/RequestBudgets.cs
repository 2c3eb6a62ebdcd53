using System.Collections.Concurrent;
using System.Globalization;

namespace ZioExchange.Broker.Hosting;

/// <summary>How much one organisation may do in a minute, counted by the organisation that was proven, so that headers, addresses and fresh tokens do not evade it.</summary>
/// <remarks>Per node, so that no request waits for a shared counter. Settings <c>RateLimit:ApiPerMinute</c>, <c>RateLimit:ExchangePerMinute</c>, <c>RateLimit:TokensPerMinute</c>.</remarks>
public sealed class RequestBudgets(IConfiguration configuration, TimeProvider clock)
{
    public const int WindowSeconds = 60;
    public const string Api = "api";
    public const string Exchange = "exchange";
    public const string Tokens = "tokens";

    private readonly ConcurrentDictionary<(string Organisation, string Budget), Window> _windows = new();
    private readonly Dictionary<string, int> _limits = new()
    {
        [Api] = Limit(configuration, "RateLimit:ApiPerMinute", 6_000),
        [Exchange] = Limit(configuration, "RateLimit:ExchangePerMinute", 120_000),
        [Tokens] = Limit(configuration, "RateLimit:TokensPerMinute", 6_000),
    };

    /// <summary>Counts one use, also past the limit.</summary>
    /// <returns>The limit, how many were used in this window, and the seconds until the next.</returns>
    public (int Limit, int Used, int Wait) Use(string organisation, string budget)
    {
        var now = clock.GetTimestamp();
        var window = _windows.AddOrUpdate(
            (organisation, budget),
            _ => new Window(now, 1),
            (_, open) => clock.GetElapsedTime(open.Since, now).TotalSeconds >= WindowSeconds ? new Window(now, 1) : open with { Used = open.Used + 1 });
        return (_limits[budget], window.Used, Math.Max(1, WindowSeconds - (int)clock.GetElapsedTime(window.Since, now).TotalSeconds));
    }

    private static int Limit(IConfiguration configuration, string key, int usual) =>
        int.TryParse(configuration[key], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : usual;

    private sealed record Window(long Since, int Used);
}
