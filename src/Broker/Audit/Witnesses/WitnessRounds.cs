using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>Asks every witness in <c>Witnesses</c> (<c>Witnesses__0__Url</c>, <c>Witnesses__0__Key</c>) for its signature, each ten seconds, and warns when one is silent or disagrees.</summary>
internal sealed class WitnessRounds(IConfiguration configuration, WitnessedLog log, ILogger<WitnessRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, WitnessAnswer> _last = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var witnesses = Witnesses();
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

    private List<(HttpClient Http, WitnessKey Key)> Witnesses() => [.. configuration.GetSection("Witnesses").GetChildren().Select(section =>
        WitnessKey.TryParse(section["Key"], out var key) && Uri.TryCreate(section["Url"], UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
            ? (Client(url), key)
            : throw new ConfigurationFaultException(["Witnesses:n:Url is the https address of a witness (it ends before add-checkpoint) and Witnesses:n:Key its key, such as witness.example/w1+1a2b3c4d+BAbC...="]))];

    private static HttpClient Client(Uri url) => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = url.AbsolutePath.EndsWith('/') ? url : new Uri(url + "/"),
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 64 * 1024,
    };
}
