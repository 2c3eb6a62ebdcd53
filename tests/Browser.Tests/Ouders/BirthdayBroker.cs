namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>The same region some days later: child 4 is twelve and child 5 sixteen.</summary>
public sealed class BirthdayBroker : RunningBroker
{
    protected override IReadOnlyList<string> MoreArguments => ["--now", "2026-12-02T10:00:00+01:00"];
}
