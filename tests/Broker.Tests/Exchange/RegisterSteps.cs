using System.Text.Json;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>What parties do at the register, over HTTP: record a grant, withdraw it, make a school's request.</summary>
internal sealed class RegisterSteps(SandboxBroker broker)
{
    public async Task<string> GiveAsync(string source, string child, string giver, string purpose, string[] recipients, string[] categories, CancellationToken ct)
    {
        var answer = await TryGiveAsync(source, source, child, giver, purpose, recipients, categories, ct);
        return answer.Status == 201 ? answer.Json.GetProperty("id").GetString()! : throw new InvalidOperationException($"{answer.Status} {answer.Text}");
    }

    public Task<BrokerAnswer> TryGiveAsync(string client, string source, string child, string giver, string purpose, string[] recipients, string[] categories, CancellationToken ct, SandboxIdentifier? number = null) =>
        SendAsync(client, "/api/v1/toestemmingen", new
        {
            Kind = number ?? Number(child, client),
            Gever = giver,
            Doel = purpose,
            Bron = Identifier(source),
            Ontvangers = recipients.Select(Identifier),
            Gegevensgroepen = categories,
            GeldigTot = "2027-07-31",
            Bewijs = new { Methode = "assisted", Niveau = "n.v.t.", Tekstversie = "2026-1" },
        }, ct);

    public Task<BrokerAnswer> WithdrawAsync(string party, string grant, string by, CancellationToken ct, params string[] categories) =>
        SendAsync(party, $"/api/v1/toestemmingen/{grant}/intrekkingen", categories.Length == 0 ? new { Door = by } : new { Door = by, Gegevensgroepen = categories }, ct);

    public Task<BrokerAnswer> WithdrawForAsync(string party, string grant, string by, CancellationToken ct, params string[] recipients) =>
        SendAsync(party, $"/api/v1/toestemmingen/{grant}/intrekkingen", new { Door = by, Ontvangers = recipients.Select(Identifier) }, ct);

    public async Task<BrokerAnswer> ReadAsync(string client, string grant, CancellationToken ct)
    {
        var partner = broker.Partner(client);
        using var answer = await partner.SendAsync(HttpMethod.Get, "/api/v1/toestemmingen/" + grant, null, await partner.TokenAsync(ct), ct);
        return await BrokerAnswer.ReadAsync(answer, ct);
    }

    public async Task<(string Reference, string Pseudonym)> AskSwvAsync(string school, string child, string swv, string purpose, CancellationToken ct)
    {
        var answer = await SendAsync(school, "/api/v1/schoolverzoeken", new { Kind = Number(child, school), Swv = Identifier(swv), Doel = purpose }, ct);
        return (answer.Json.GetProperty("referentie").GetString()!, answer.Json.GetProperty("pseudoniem").GetString()!);
    }

    public Task<BrokerAnswer> SendAsync(string client, string path, object body, CancellationToken ct) =>
        broker.SendAsync(client, HttpMethod.Post, path, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), "application/json", ct);

    private SandboxIdentifier Number(string child, string client) => broker.Families.NumberOf(child, client)!;

    private SandboxIdentifier Identifier(string client) => broker.Families.IdentifierOf(client)!;
}
