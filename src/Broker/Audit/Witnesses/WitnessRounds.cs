using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>Asks every witness for its signature, each ten seconds, and warns when one is silent or disagrees.</summary>
internal sealed class WitnessRounds(ConfiguredWitnesses configured, WitnessedLog log, ILogger<WitnessRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, WitnessAnswer> _last = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var witnesses = configured.All.Select(witness => (Http: Client(witness.Address), witness.Key)).ToList();
        if (witnesses.Count == 0)
        {
            return;
        }

        await Rounds.RunAsync(
            Every, ct => Task.WhenAll(witnesses.Select(witness => AskAsync(witness.Http, witness.Key, ct))), fault => logger.WitnessRoundFailed(fault.GetType().Name), stoppingToken, atOnce: true);
    }

    private async Task AskAsync(HttpClient http, WitnessKey key, CancellationToken ct)
    {
        WitnessAnswer answer;
        try
        {
            answer = await log.AskAsync(http, key, ct);
        }
        catch (Exception fault) when (fault is HttpRequestException or System.Data.Common.DbException || (fault is TaskCanceledException && !ct.IsCancellationRequested))
        {
            answer = WitnessAnswer.Silent;
        }

        // Said once when it changes, not every ten seconds.
        lock (_last)
        {
            if (_last.TryGetValue(key.Name, out var before) && before == answer)
            {
                return;
            }

            _last[key.Name] = answer;
        }

        if (answer is WitnessAnswer.Disagrees)
        {
            logger.WitnessDisagrees(key.Name);
        }
        else if (answer is WitnessAnswer.Silent or WitnessAnswer.Refuses)
        {
            logger.WitnessSilent(key.Name, answer);
        }
    }

    private static HttpClient Client(Uri url) => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = url,
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 64 * 1024,
    };
}
