using Microsoft.Extensions.Configuration;
using Xunit;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Notices;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Notices;

/// <summary>What an operator can set, what <c>config check</c> says of a mistake, and what <c>doctor</c> sees.</summary>
public sealed class NoticeSettingsTests
{
    [Fact]
    public void Outside_development_nothing_is_sent_until_the_operator_says_how() => Assert.False(Read([], development: false).On);

    [Theory]
    [InlineData("Notices:Sender must be", "Sender=mail")]
    [InlineData("Notices:Sender must be", "Sender=2")]
    [InlineData("Notices:From must be", "Sender=smtp", "Smtp:Host=smtp.example.nl")]
    [InlineData("Notices:From must be", "Sender=file", "From=a@b.nl, c@d.nl")]
    [InlineData("Notices:Smtp:Host must be", "Sender=smtp", "From=a@b.nl")]
    [InlineData("Notices:Smtp:Port must be", "Sender=smtp", "From=a@b.nl", "Smtp:Host=smtp.example.nl", "Smtp:Port=0")]
    [InlineData("Notices:Smtp:User and", "Sender=smtp", "From=a@b.nl", "Smtp:Host=smtp.example.nl", "Smtp:User=zio")]
    [InlineData("Notices:Smtp:User and", "Sender=smtp", "From=a@b.nl", "Smtp:Host=smtp.example.nl", "Smtp:User=zio", "Smtp:PasswordFile=/not/there")]
    public void Each_mistake_is_named_with_its_key(string expected, params string[] lines)
    {
        var faults = new List<string>();

        Read(lines, development: false, faults);

        Assert.StartsWith(expected, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_hears_whether_the_mail_server_answers_and_sends_nothing()
    {
        await using var server = new MailServer();
        var ct = TestContext.Current.CancellationToken;

        Assert.EndsWith("answers", await NoticeLook.Async(Smtp(server.Port), ct), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => NoticeLook.Async(Smtp(FreePort.Next()), ct));
        Assert.Equal(0, server.Waiting);
    }

    private static NoticeSettings Smtp(int port) => Read(["Sender=smtp", "From=a@b.nl", "Smtp:Host=127.0.0.1", $"Smtp:Port={port}"], development: false);

    private static NoticeSettings Read(string[] lines, bool development, List<string>? faults = null) => NoticeSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(lines.Select(line => line.Split('=')).Select(parts => KeyValuePair.Create("Notices:" + parts[0], (string?)parts[1]))).Build(),
        development, Path.GetTempPath(), faults ?? []);
}
