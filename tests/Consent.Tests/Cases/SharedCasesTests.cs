using Xunit;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Tests.Support;

namespace ZioExchange.Consent.Tests.Cases;

public sealed class SharedCasesTests
{
    [Fact]
    public void Every_shared_case_is_decided_as_expected()
    {
        var differences = CaseCheck.Differences(Path.Combine(Folders.Shared(), "law", "cases.json"), PolicyProfile.Strict, exactReasons: false);

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Reasons_rows_and_obligations_agree_too_but_for_two_cases_where_we_also_say_whom_to_ask()
    {
        var differences = CaseCheck.Differences(Path.Combine(Folders.Shared(), "law", "cases.json"), PolicyProfile.Strict, exactReasons: true);

        Assert.Collection(
            differences,
            first => Assert.StartsWith("B18 obligations:", first, StringComparison.Ordinal),
            second => Assert.StartsWith("D20 obligations:", second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("permits.json", PolicyProfile.Strict)]
    [InlineData("denials.json", PolicyProfile.Strict)]
    [InlineData("second-reading.json", PolicyProfile.Strict)]
    [InlineData("third-reading.json", PolicyProfile.Strict)]
    [InlineData("fourth-reading.json", PolicyProfile.Strict)]
    [InlineData("fifth-reading.json", PolicyProfile.Strict)]
    [InlineData("sixth-reading.json", PolicyProfile.Strict)]
    [InlineData("seventh-reading.json", PolicyProfile.Strict)]
    [InlineData("guidance.json", PolicyProfile.Guidance)]
    public void Every_case_of_our_own_is_decided_as_expected(string file, PolicyProfile profile)
    {
        var differences = CaseCheck.Differences(Folders.Source("Cases", file), profile, exactReasons: true);

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }
}
