using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>An organisation supplies keyed hashes of its employees and of the children it registered, and so learns who looks at kin and neighbours.</summary>
public sealed class LikenessTests
{
    private const string Employee = "/api/v1/medewerkers/swv-oost-tlv-commissie/gelijkenis";
    private static readonly string Address = new('a', 64);
    private static readonly string Surname = new('b', 64);
    private static readonly OfficerSession Officer = new(new OrganisationId("swv-oost"), OfficerRole.PrivacyOfficer, "officer", "SANDBOX");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_at_a_child_of_the_own_address_is_signalled_once_both_hashes_were_supplied_and_only_by_the_same_organisation()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        var (round, signals) = (broker.Services.GetRequiredService<OversightRound>(), broker.Services.GetRequiredService<SignalBook>());
        Assert.Equal(["SAME_SURNAME_OR_ADDRESS"], (await signals.OffAsync(Officer, Ct)).Select(rule => rule.Id));
        await LookAsync(broker);

        // The school's hash of the same value says nothing to the SWV: it is under another key.
        Assert.Equal(201, await RegisterAsync(broker, "school-so"));
        Assert.Equal(204, await PutAsync(broker, "swv-oost", Employee, new { achternamen = new[] { Surname }, adressen = new[] { Address } }));
        await round.RunAsync(Ct);
        Assert.DoesNotContain(await signals.ListAsync(Officer, open: true, Ct), signal => signal.Rule.Id == "SAME_SURNAME_OR_ADDRESS");

        Assert.Equal(201, await RegisterAsync(broker, "swv-oost"));
        await round.RunAsync(Ct);
        var signal = Assert.Single(await signals.ListAsync(Officer, open: true, Ct), signal => signal.Rule.Id == "SAME_SURNAME_OR_ADDRESS");
        Assert.Equal(("2", "0"), (signal.Seen, signal.Expected));
        Assert.Empty(await signals.OffAsync(Officer, Ct));

        Assert.Equal(204, await PutAsync(broker, "swv-oost", Employee, new { }));
        Assert.NotEmpty(await signals.OffAsync(Officer, Ct));
    }

    [Fact]
    public async Task A_name_is_no_hash_and_nobody_speaks_for_another_organisation_s_employee()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");

        foreach (var marks in new[] { ["jansen"], [Surname.ToUpperInvariant()], [Surname + "0"], Enumerable.Range(0, 9).Select(n => new string((char)('0' + n), 64)).ToArray() })
        {
            Assert.Equal(422, await PutAsync(broker, "swv-oost", Employee, new { achternamen = marks }));
            Assert.Equal(422, await RegisterAsync(broker, "swv-oost", marks));
        }

        Assert.Equal(400, await PutAsync(broker, "swv-oost", Employee, new { achternamen = new string?[] { null } }));
        Assert.Equal(422, await RegisterAsync(broker, "swv-oost", [null!]));
        Assert.Equal(400, await PutAsync(broker, "swv-oost", Employee, new { naam = "jansen" }));
        Assert.Equal(404, await PutAsync(broker, "gemeente-a", Employee, new { adressen = new[] { Address } }));
        Assert.Equal(204, await PutAsync(broker, "swv-oost", Employee, new { adressen = new[] { Address } }));

        // What is kept is neither what was sent nor comparable without the master key.
        await using var connection = await broker.Services.GetRequiredService<BrokerDatabase>().OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT mark FROM professional_likenesses";
        Assert.NotEqual(Address, Convert.ToHexStringLower((byte[])(await command.ExecuteScalarAsync(Ct))!));
    }

    private static Task<BrokerAnswer> LookAsync(SandboxBroker broker) =>
        broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "TLV_COMMISSIE", Ct, request: broker.Sandbox.Region.Child("1").Requests[0].Reference.Value);

    private static Task<int> RegisterAsync(SandboxBroker broker, string client, string[]? addresses = null)
    {
        var number = broker.Families.NumberOf("1", client)!;
        return SendAsync(broker, client, HttpMethod.Post, "/api/v1/feiten", new
        {
            kind = new { system = number.System, value = number.Value },
            soort = "registratie",
            bron = "administratie",
            waargenomenOp = "2026-11-24T08:00:00Z",
            inhoud = new { sinds = "2026-08-01", gelijkenis = new { adressen = addresses ?? [Address] } },
        });
    }

    private static Task<int> PutAsync(SandboxBroker broker, string client, string path, object body) => SendAsync(broker, client, HttpMethod.Put, path, body);

    private static async Task<int> SendAsync(SandboxBroker broker, string client, HttpMethod method, string path, object body) =>
        (await broker.SendAsync(client, method, path, JsonSerializer.Serialize(body), "application/json", Ct)).Status;
}
