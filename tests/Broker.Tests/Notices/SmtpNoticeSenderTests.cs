using Xunit;
using ZioExchange.Broker.Notices;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Notices;

/// <summary>What goes over the wire to a mail server, and what a bad one can do: nothing but make a notice wait.</summary>
public sealed class SmtpNoticeSenderTests
{
    private static readonly Notice Sample = new("0123abcd", ContactAddress.Parse("a.b+c@example.nl")!, "Er staat iets voor u klaar", "Goedendag,\n\nGa zelf naar https://broker.example.nl\n.\néén punt alleen is geen einde");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notice_arrives_whole_at_one_recipient_with_an_id_and_as_sent_by_a_program()
    {
        await using var server = new MailServer();

        Assert.Equal(NoticeResult.Sent, await Sender(server.Port).SendAsync(Sample, Ct));

        var mail = await server.NextAsync(Ct);
        Assert.Equal(["RCPT TO:<a.b+c@example.nl>"], server.Recipients);
        Assert.All(
            ["From: niet-antwoorden@broker.example.nl\n", "To: a.b+c@example.nl\n", "Message-ID: <0123abcd@broker.example.nl>\n", "Auto-Submitted: auto-generated\n", "Subject: Er staat iets voor u klaar\n", "\nGa zelf naar https://broker.example.nl\n", "één punt alleen is geen einde"],
            expected => Assert.Contains(expected, mail.Replace("Message-Id", "Message-ID", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.DoesNotContain("cc:", mail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("550 no such user", NoticeResult.Refused)]
    [InlineData("553 not allowed", NoticeResult.Refused)]
    [InlineData("450 mailbox busy", NoticeResult.NotNow)]
    [InlineData("452 too much", NoticeResult.NotNow)]
    public async Task What_the_server_says_of_the_recipient_decides_whether_it_is_tried_again(string answer, NoticeResult expected)
    {
        await using var server = new MailServer { ToRecipient = answer };

        Assert.Equal(expected, await Sender(server.Port).SendAsync(Sample, Ct));
        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task A_server_that_says_nothing_and_one_that_is_not_there_make_a_notice_wait_and_nobody_else()
    {
        await using var server = new MailServer { IsSilent = true };

        Assert.Equal(NoticeResult.NotNow, await Sender(server.Port, TimeSpan.FromMilliseconds(300)).SendAsync(Sample, Ct));
        Assert.Equal(NoticeResult.NotNow, await Sender(FreePort.Next()).SendAsync(Sample, Ct));
    }

    [Theory]
    [InlineData("smtp.example.nl", true)]
    [InlineData("10.0.0.5", true)]
    [InlineData("localhost.example.nl", true)]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    public void Whatever_leaves_this_machine_is_encrypted(string host, bool encrypted) => Assert.Equal(encrypted, Settings(25, host).Encrypts);

    private static SmtpNoticeSender Sender(int port, TimeSpan? patience = null) => new(Settings(port, "127.0.0.1"), patience);

    private static NoticeSettings Settings(int port, string host) =>
        new() { Sender = NoticeSenderKind.Smtp, Folder = "/nowhere", From = "niet-antwoorden@broker.example.nl", Host = host, Port = port };
}
