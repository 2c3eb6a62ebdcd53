using Xunit;
using ZioExchange.Broker.Notices;

namespace ZioExchange.Broker.Tests.Notices;

/// <summary>What a person may give as an address: one recipient, and nothing that a mail server or a header could read otherwise.</summary>
public sealed class ContactAddressTests
{
    [Theory]
    [InlineData("naam@voorbeeld.nl")]
    [InlineData(" o'neill+kind@sub.domein-a.example ")]
    [InlineData("a@b.co")]
    public void An_address_is_kept_as_it_was_typed(string typed) => Assert.Equal(typed.Trim(), ContactAddress.Parse(typed)!.Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("naam")]
    [InlineData("naam@localhost")]
    [InlineData("a@b.nl\r\nBcc: c@d.nl")]
    [InlineData("a@b.nl\nx")]
    [InlineData("a\0@b.nl")]
    [InlineData("a@b.nl,c@d.nl")]
    [InlineData("a@b.nl;c@d.nl")]
    [InlineData("a@b.nl c@d.nl")]
    [InlineData("Naam <a@b.nl>")]
    [InlineData("\"a b\"@b.nl")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a..b@c.nl")]
    [InlineData("@c.nl")]
    [InlineData("a@b@c.nl")]
    [InlineData("ä@b.nl")]
    [InlineData("a@b.nl(x)")]
    public void What_could_mean_something_else_is_no_address(string? typed) => Assert.Null(ContactAddress.Parse(typed));

    [Fact]
    public void A_long_one_is_refused_at_once_and_none_prints_itself()
    {
        Assert.Null(ContactAddress.Parse(new string('a', 65) + "@b.nl"));
        Assert.Null(ContactAddress.Parse(string.Concat(Enumerable.Repeat("a.", 500_000)) + "@b.nl"));
        Assert.DoesNotContain("naam", $"{ContactAddress.Parse("naam@voorbeeld.nl")} {new NoticeChoice(ContactAddress.Parse("naam@voorbeeld.nl")!, true)} {new Notice("1", ContactAddress.Parse("naam@voorbeeld.nl")!, "naam", "naam")}", StringComparison.Ordinal);
    }
}
