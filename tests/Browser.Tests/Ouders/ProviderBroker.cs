using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>A broker whose people and officers sign in at the certified provider.</summary>
public sealed class ProviderBroker : RunningBroker
{
    private readonly string _secret = Path.GetTempFileName();
    private IdentityProvider? _provider;

    /// <summary>False where Node.js or the package is absent.</summary>
    public bool HasProvider => _provider is not null;

    protected override IReadOnlyList<string> MoreArguments => _provider is null ? [] :
    [
        "--Identity:People:Authority", _provider.Address, "--Identity:People:ClientId", "zio", "--Identity:People:ClientSecretFile", _secret,
        "--Identity:Officers:Authority", _provider.Address, "--Identity:Officers:ClientId", "zio", "--Identity:Officers:ClientSecretFile", _secret, "--Identity:Officers:SubjectClaim", "medewerker",
    ];

    protected override async Task PrepareAsync()
    {
        await File.WriteAllTextAsync(_secret, "sandbox-only\n", TestContext.Current.CancellationToken);
        await StopProviderAsync();
        _provider = await IdentityProvider.StartAsync(TestContext.Current.CancellationToken, $"{Address}/inloggen/terug", $"{Address}/toezicht/inloggen/terug");
    }

    protected override async Task StopMoreAsync()
    {
        await StopProviderAsync();
        File.Delete(_secret);
    }

    private async Task StopProviderAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
            _provider = null;
        }
    }
}
