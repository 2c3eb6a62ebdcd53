using System.Collections.Concurrent;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting;

/// <summary>How much one organisation may do in a minute, over all nodes, counted by the organisation that was proven, so that headers, addresses and fresh tokens do not evade it.</summary>
/// <remarks>
/// A node takes a piece of what is left, a twentieth, from a row in the database and counts that down by itself: most requests wait for nobody, and all
/// nodes together never let more through than the limit. What a node took and does not use, the others miss until the minute is over; therefore its first
/// piece is a sixteenth of that and each next one twice as large, so that a node that ends again and again takes little with it.
/// Settings <c>RateLimit:ApiPerMinute</c>, <c>RateLimit:ExchangePerMinute</c>, <c>RateLimit:TokensPerMinute</c>, <c>RateLimit:FailedChecksPerMinute</c>.
/// </remarks>
public sealed class RequestBudgets(BrokerDatabase database, LimitSettings limits, TimeProvider clock)
{
    public const int WindowSeconds = 60;
    public const string Api = "api";
    public const string Exchange = "exchange";
    public const string Tokens = "tokens";
    public const string FailedSignIns = "failed-sign-ins";
    public const string RefusedClients = "refused-clients";

    /// <summary>Of one address; see <see cref="Identity.FailedChecks"/>.</summary>
    public const string FailedChecks = "failed-checks";

    /// <summary>Of one client at one address, or of one key: a tenth of that of an address, because one address may serve many clients.</summary>
    public const string FailedChecksOfOne = "failed-checks-of-one";

    /// <summary>Whose budget it is when nobody is proven: one for all together.</summary>
    public const string Anybody = "*";

    private const int MostPieces = 16_384;
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Organisation, string Budget), BudgetPiece> _pieces = new();
    private long _swept;
    private readonly Dictionary<string, int> _limits = new()
    {
        [Api] = limits.ApiPerMinute,
        [Exchange] = limits.ExchangePerMinute,
        [Tokens] = limits.TokensPerMinute,
        [FailedSignIns] = 60,
        [RefusedClients] = 60,
        [FailedChecks] = limits.FailedChecksPerMinute,
        [FailedChecksOfOne] = Math.Max(1, limits.FailedChecksPerMinute / 10),
    };

    /// <summary>Uses one, if there is one.</summary>
    /// <returns>The limit; how many are left after this one, as far as this node knows, or less than zero when there was none; the seconds until the next window.</returns>
    /// <exception cref="System.Data.Common.DbException">The database cannot say what is left.</exception>
    public async ValueTask<(int Limit, long Left, int Wait)> UseAsync(string organisation, string budget, CancellationToken ct)
    {
        var limit = _limits[budget];
        ForgetOldPieces();
        var piece = _pieces.GetOrAdd((organisation, budget), _ => new BudgetPiece(clock));
        var (left, wait) = piece.TryUse() ?? await piece.UseNewAsync(limit, size => database.TakeBudgetAsync(organisation, budget, size, CancellationToken.None), ct);
        return (limit, left, wait);
    }

    /// <summary>Whether this node knows that all is used, without using one or asking the database.</summary>
    /// <returns>The seconds until the next window; null when there may be some left.</returns>
    public int? UsedUp(string organisation, string budget) => _pieces.TryGetValue((organisation, budget), out var piece) ? piece.UsedUp : null;

    /// <summary>What anybody can begin, such as a budget of an address, must not fill the memory.</summary>
    private void ForgetOldPieces()
    {
        if (_pieces.Count < MostPieces || (_swept != 0 && clock.GetElapsedTime(_swept) < BetweenSweeps))
        {
            return;
        }

        _swept = clock.GetTimestamp();
        foreach (var (key, piece) in _pieces)
        {
            if (piece.IsOver)
            {
                _pieces.TryRemove(key, out _);
            }
        }
    }
}
