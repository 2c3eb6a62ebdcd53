using System.Diagnostics;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>The token of a partner who stays longer than a token holds (120 s): asked for anew in time.</summary>
internal sealed class LastingToken(SandboxClient partner)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(45);
    private readonly Stopwatch _since = new();
    private string? _token;

    /// <exception cref="HttpRequestException">The broker gave none; its status says why.</exception>
    public async Task<string> CurrentAsync(CancellationToken ct)
    {
        if (_token is null || _since.Elapsed > Fresh)
        {
            _token = await partner.TokenAsync(ct);
            _since.Restart();
        }

        return _token;
    }
}
