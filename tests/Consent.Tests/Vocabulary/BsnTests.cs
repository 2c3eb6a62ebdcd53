using Xunit;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Vocabulary;

public sealed class BsnTests
{
    [Theory]
    [InlineData("999900006", true)]
    [InlineData("999999990", true)]
    [InlineData("999900018", true)]
    [InlineData("999900007", false)]
    [InlineData("000000000", false)]
    [InlineData("99990006", false)]
    [InlineData("9999000066", false)]
    [InlineData("99990000٦", false)]
    [InlineData(" 99990006", false)]
    public void Nine_digits_that_pass_the_elfproef_are_a_number(string text, bool passes)
    {
        Assert.Equal(passes, Bsn.TryParse(text, out var bsn));
        Assert.Equal(passes ? text : string.Empty, bsn.Reveal());
        Assert.Equal(passes, bsn.IsTestNumber);
    }

    [Theory]
    [InlineData("111222333")]
    [InlineData("999994992")]
    public void A_number_of_the_test_range_is_told_from_one_that_somebody_may_have(string text)
    {
        Assert.True(Bsn.TryParse(text, out var bsn));
        Assert.Equal(text[0] == '9', bsn.IsTestNumber);
        Assert.False(default(Bsn).IsTestNumber);
    }

    [Fact]
    public void Printing_a_number_shows_stars()
    {
        Assert.True(Bsn.TryParse("999900006", out var bsn));
        Assert.Equal("*********", $"{bsn}");
    }
}
