using System.Collections.Concurrent;
using System.Globalization;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting;

/// <summary>How much one organisation may do in a minute, over all nodes, counted by the organisation that was proven, so that headers, addresses and fresh tokens do not evade it.</summary>
/// <remarks>
/// A node takes a piece of what is left, a twentieth, from a row in the database and counts that down by itself: most requests wait for nobody, and all
/// nodes together never let more through than the limit. What a node took and does not use, the others miss until the minute is over.
/// Settings <c>RateLimit:ApiPerMinute</c>, <c>RateLimit:ExchangePerMinute</c>, <c>RateLimit:TokensPerMinute</c>.
/// </remarks>
public sealed class RequestBudgets(BrokerDatabase database, IConfiguration configuration, TimeProvider clock)
{
    public const int WindowSeconds = 60;
    public const string Api = "api";
    public const string Exchange = "exchange";
    public const string Tokens = "tokens";
    public const string FailedSignIns = "failed-sign-ins";

    /// <summary>Whose budget it is when nobody is proven: one for all together.</summary>
    public const string Anybody = "*";

    private readonly ConcurrentDictionary<(string Organisation, string Budget), BudgetPiece> _pieces = new();
    private readonly Dictionary<string, int> _limits = new()
    {
        [Api] = Limit(configuration, "RateLimit:ApiPerMinute", 6_000),
        [Exchange] = Limit(configuration, "RateLimit:ExchangePerMinute", 120_000),
        [Tokens] = Limit(configuration, "RateLimit:TokensPerMinute", 6_000),
        [FailedSignIns] = 60,
    };

    /// <summary>Uses one, if there is one.</summary>
    /// <returns>The limit; how many are left after this one, as far as this node knows, or less than zero when there was none; the seconds until the next window.</returns>
    /// <exception cref="System.Data.Common.DbException">The database cannot say what is left.</exception>
    public async ValueTask<(int Limit, long Left, int Wait)> UseAsync(string organisation, string budget, CancellationToken ct)
    {
        var limit = _limits[budget];
        var piece = _pieces.GetOrAdd((organisation, budget), _ => new BudgetPiece(clock));
        var (left, wait) = piece.TryUse() ?? await piece.UseNewAsync(limit, size => database.TakeBudgetAsync(organisation, budget, size, CancellationToken.None), ct);
        return (limit, left, wait);
    }

    private static int Limit(IConfiguration configuration, string key, int usual) =>
        int.TryParse(configuration[key], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : usual;
}
