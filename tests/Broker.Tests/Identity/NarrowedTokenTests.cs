using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Exchange.Push;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>A token that was narrowed (RFC 9396) opens what it names and nothing else, also when the question names no categories.</summary>
public sealed class NarrowedTokenTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_without_categories_gets_those_of_the_token()
    {
        Assert.Equal(["ID_BASIS", "JEUGDHULP_PLAN"], Labels(await AskAsync("""[{"type":"kind-dossier"}]""")).Order(StringComparer.Ordinal));
        Assert.Equal(["JEUGDHULP_PLAN"], Labels(await AskAsync("""[{"type":"kind-dossier","categories":["JEUGDHULP_PLAN"]}]""")));
    }

    [Fact]
    public async Task The_answer_with_the_token_says_what_it_is_limited_to()
    {
        var request = await TokenRequest.OfAsync(broker, "school-so");
        Assert.False((await request.SendAsync(Ct)).Json.TryGetProperty("authorization_details", out _));

        request = await TokenRequest.OfAsync(broker, "school-so");
        request.Form["authorization_details"] = """[{"type":"kind-dossier","categories":["JEUGDHULP_PLAN"]}]""";
        Assert.Equal("JEUGDHULP_PLAN", (await request.SendAsync(Ct)).Json.GetProperty("authorization_details")[0].GetProperty("categories")[0].GetString());
    }

    [Fact]
    public async Task A_question_for_more_than_the_token_names_is_refused()
    {
        var beyond = await AskAsync("""[{"type":"kind-dossier","categories":["JEUGDHULP_PLAN"]}]""", "ID_BASIS");
        Assert.Equal((403, "ROLE_NOT_AUTHORISED"), (beyond.Status, beyond.ReasonCode));
        Assert.Equal(403, (await AskAsync("""[{"type":"kind-dossier","purposes":["WLZ_ZIO"]}]""")).Status);
    }

    [Fact]
    public async Task A_message_is_sent_with_the_categories_of_the_token_only()
    {
        var region = await broker.RegionAsync();
        var child = region.Children.First(child => child.SourceKeys.ContainsKey("zorgaanbieder"));
        var sender = await broker.PartnerAsync("zorgaanbieder");
        var token = await TokenAsync("zorgaanbieder", """[{"type":"kind-dossier","categories":["WLZ_INZET"]}]""");
        var sent = await SendAsync(sender, token, Pushes.Path, Pushes.ToZorgkantoor(region, child).ToJsonString());
        Assert.True(sent.Status == 202, sent.Text);
        var receipt = sent.Json.GetProperty("parameter")[0].GetProperty("valueIdentifier").GetProperty("value").GetString();
        var read = await (await broker.PartnerAsync("zorgkantoor")).GetAsync("/api/v1/berichten/" + receipt, Ct);
        Assert.Equal(["WLZ_INZET"], Labels(read));
        Assert.DoesNotContain(child.Person.Bsn, read.Text, StringComparison.Ordinal);
    }

    private async Task<Reply> AskAsync(string details, params string[] categories)
    {
        var region = await broker.RegionAsync();
        var (client, purpose, role) = ("school-so", "OPP", "IB");
        var child = region.Child("1");
        var question = QuestionBody.Write(new QuestionText(child.Identifiers[client], purpose, role, $"{client}-{role.ToLowerInvariant()}", categories, [region.Organisation("jeugdhulpaanbieder").Identifier], [], null));
        return await SendAsync(await broker.PartnerAsync(client), await TokenAsync(client, details), "/fhir/Patient/$kind-dossier", question);
    }

    private async Task<string> TokenAsync(string client, string details)
    {
        var request = await TokenRequest.OfAsync(broker, client);
        request.Form["authorization_details"] = details;
        return (await request.SendAsync(Ct)).Json.GetProperty("access_token").GetString()!;
    }

    private async Task<Reply> SendAsync(LivePartner partner, string token, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(partner.Broker, path)) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/fhir+json") };
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        request.Headers.TryAddWithoutValidation("DPoP", partner.Proof("POST", path, token));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
        return await broker.SendAsync(request, Ct);
    }

    /// <summary>The categories that the resources of a Bundle are labelled with.</summary>
    private static IEnumerable<string> Labels(Reply reply)
    {
        Assert.True(reply.Status == 200, reply.Text);
        return reply.Json.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource"))
            .SelectMany(resource => resource.TryGetProperty("meta", out var meta) && meta.TryGetProperty("security", out var labels) ? labels.EnumerateArray() : Enumerable.Empty<JsonElement>())
            .Where(label => label.GetProperty("system").GetString()!.EndsWith("data-category", StringComparison.Ordinal)).Select(label => label.GetProperty("code").GetString()!).Distinct();
    }
}
