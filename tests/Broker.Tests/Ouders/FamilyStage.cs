using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Grants;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>A broker with its sandbox on one database, and the people of its families.</summary>
public abstract class FamilyStage(ITestDatabase database, params string[] arguments) : IAsyncLifetime
{
    protected SandboxBroker Broker { get; private set; } = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        Broker = await SandboxBroker.StartAsync(
            Ct, ["--Database:Provider", database.Database.Provider.ToString(), "--Database:ConnectionString", database.Database.ConnectionString, "--now", "2026-11-24T10:00:00+01:00", .. arguments]);
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Language Dutch => Get<TextCatalogue>().Languages[0];

    protected T Get<T>()
        where T : notnull => Broker.Services.GetRequiredService<T>();

    protected Visitor Visitor(string persona) => new(Convert.ToHexStringLower(Get<PersonBook>().LookupOf(persona)), LevelOfAssurance.Substantieel, "SANDBOX");

    protected async Task<IReadOnlyList<ConsentFlow>> FlowsAsync(Visitor visitor) =>
        await Get<ConsentFlows>().OfAsync(visitor, Assert.Single(await Get<FamilyDesk>().OfAsync(visitor, Ct)), Ct);
}
