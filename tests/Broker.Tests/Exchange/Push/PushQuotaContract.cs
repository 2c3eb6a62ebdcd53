using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Exchange.Push;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Decisions;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.Push;

/// <summary>What waits is bounded: of one sender, and for one recipient.</summary>
public abstract class PushQuotaContract(ITestDatabase database) : DatabaseContract(database)
{
    [Fact]
    public async Task One_sender_fills_its_own_place_only_and_a_recipient_that_takes_nothing_is_full_for_all()
    {
        await using var broker = new LiveBroker
        {
            Settings =
            [
                "--Database:Provider", TestDatabase.Database.Provider.ToString(), "--Database:ConnectionString", TestDatabase.Database.ConnectionString,
                "--Push:MostWaitingPerSender", "2", "--Push:MostWaitingPerRecipient", "3",
            ],
        };
        var (sender, recipient, region) = (await broker.PartnerAsync("zorgaanbieder"), await broker.PartnerAsync("zorgkantoor"), await broker.RegionAsync());
        var first = await SendAsync(sender, region);
        Assert.Equal((202, 202), (first.Status, (await SendAsync(sender, region)).Status));

        var tooMany = await SendAsync(sender, region);
        Assert.Equal((429, "TOO_MANY_WAITING"), (tooMany.Status, tooMany.ReasonCode));
        Assert.True(int.Parse(tooMany.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Contains("Idempotency-Key", tooMany.Text, StringComparison.Ordinal);

        // About a child that nobody knows it is the same.
        var unknown = await SendAsync(sender, region, "nobody");
        Assert.Equal((429, "TOO_MANY_WAITING"), (unknown.Status, unknown.ReasonCode));

        var receipt = first.Json.GetProperty("parameter")[0].GetProperty("valueIdentifier").GetProperty("value").GetString();
        Assert.Equal(204, (await recipient.PostAsync($"/api/v1/berichten/{receipt}/ontvangstbevestigingen", "", Ct)).Status);
        Assert.Equal(202, (await SendAsync(sender, region)).Status);

        await using (var db = await (await broker.ServicesAsync()).GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct))
        {
            await db.PushedDossiers.ExecuteUpdateAsync(row => row.SetProperty(each => each.Sender, "another"), Ct);
        }

        Assert.Equal(202, (await SendAsync(sender, region)).Status);
        var full = await SendAsync(sender, region);
        Assert.Equal((503, "RECIPIENT_FULL"), (full.Status, full.ReasonCode));
        Assert.True(int.Parse(full.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task Of_two_messages_that_find_one_place_at_the_same_moment_one_waits()
    {
        await using var broker = new LiveBroker
        {
            Settings =
            [
                "--Database:Provider", TestDatabase.Database.Provider.ToString(), "--Database:ConnectionString", TestDatabase.Database.ConnectionString,
                "--Push:MostWaitingPerSender", "1",
            ],
        };
        var (services, region) = (await broker.ServicesAsync(), await broker.RegionAsync());
        PushOutcome inner = null!;

        var outer = await Pushes.SendAsync(services, region, async () => inner = await Pushes.SendAsync(services, region, () => Task.CompletedTask, Ct), Ct);

        Assert.Equal(new PushOutcome(null, FaultReasons.TooManyWaiting), outer);
        Assert.NotNull(inner.Receipt);
        await using var db = await services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        Assert.Equal(inner.Receipt, (await db.PushedDossiers.SingleAsync(Ct)).Id);
    }

    private static async Task<Reply> SendAsync(LivePartner sender, SandboxRegion region, string? number = null)
    {
        var message = Pushes.ToZorgkantoor(region, region.Children.First(child => child.SourceKeys.ContainsKey("zorgaanbieder")));
        if (number is not null)
        {
            Pushes.Parameter(message, "subject")["valueIdentifier"]!["value"] = number;
        }

        return await sender.PostAsync(Pushes.Path, message.ToJsonString(), Ct, ("Idempotency-Key", Guid.NewGuid().ToString()));
    }
}

public sealed class PushQuotaOnSqlite() : PushQuotaContract(new SqliteDatabase());

[Trait("Needs", "Postgres")]
public sealed class PushQuotaOnPostgres() : PushQuotaContract(new PostgresDatabase());
