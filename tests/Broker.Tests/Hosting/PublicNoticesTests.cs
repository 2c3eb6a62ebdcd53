using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>What anybody may ask of a broker, and what anybody may read in its repository.</summary>
public sealed partial class PublicNoticesTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Security_txt_says_whom_to_tell_and_until_when_it_holds()
    {
        var reply = await broker.GetAsync("/.well-known/security.txt", Ct);
        Assert.Equal((200, "text/plain"), (reply.Status, reply.MediaType));
        var fields = reply.Text.TrimEnd('\n').Split('\n').Select(line => line.Split(": ", 2)).ToLookup(pair => pair[0], pair => pair[1]);
        Assert.NotEmpty(fields["Contact"]);
        Assert.Equal([broker.Address + "/.well-known/security.txt"], fields["Canonical"]);
        var expires = DateTimeOffset.Parse(Assert.Single(fields["Expires"]), CultureInfo.InvariantCulture);
        Assert.InRange(expires, DateTimeOffset.UtcNow.AddDays(1), DateTimeOffset.UtcNow.AddYears(1));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, "hulp@broker.example", "mailto:hulp@broker.example")]
    [InlineData("https://broker.example/meld", "hulp@broker.example", "https://broker.example/meld")]
    [InlineData("a@b.example\nContact: mailto:other@b.example", null, null)]
    public void The_operator_s_own_address_is_one_line(string? security, string? email, string? address) =>
        Assert.Equal(address, new ContactSettings { Security = security, Email = email }.SecurityAddress);

    [Fact]
    public async Task The_status_is_open_to_every_site_and_says_only_whether_the_broker_works()
    {
        var reply = await broker.GetAsync("/status.json", Ct);
        Assert.Equal((200, "ok", "*"), (reply.Status, reply.Json.GetProperty("status").GetString(), reply.Header("Access-Control-Allow-Origin")));
        Assert.Equal(["apiVersion", "checkedAt", "status"], reply.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Publiccode_has_what_the_standard_requires_of_the_version_that_is_built()
    {
        var text = File.ReadAllText(RepositoryFolder.Locate("publiccode.yml"));
        var keys = TopLevel().Matches(text).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(keys.Distinct(), keys);
        Assert.Empty(new[] { "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal", "maintenance", "localisation" }.Except(keys));
        Assert.Contains("license: EUPL-1.2", text, StringComparison.Ordinal);
        Assert.Contains($"softwareVersion: \"{typeof(BrokerSettings).Assembly.GetName().Version!.ToString(3)}\"", text, StringComparison.Ordinal);
        var summaries = Short().Matches(text).Select(match => match.Groups[1].Value).ToList();
        var stories = Long().Matches(text).Select(match => string.Join(' ', match.Groups[1].Value.Split('\n').Select(line => line.Trim()))).ToList();
        Assert.Equal((2, 2), (summaries.Count, stories.Count));
        Assert.All(summaries, summary => Assert.InRange(summary.Length, 1, 150));
        Assert.All(stories, story => Assert.InRange(story.Length, 500, 10_000));
    }

    [GeneratedRegex("^([A-Za-z]+):", RegexOptions.Multiline)]
    private static partial Regex TopLevel();

    [GeneratedRegex("^    shortDescription: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Short();

    [GeneratedRegex("^    longDescription: \\|\n((?:      .+\n)+)", RegexOptions.Multiline)]
    private static partial Regex Long();
}
