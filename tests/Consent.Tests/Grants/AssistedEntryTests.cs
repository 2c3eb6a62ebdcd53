using Xunit;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Consent.Tests.Grants;

public sealed class AssistedEntryTests
{
    [Theory]
    [InlineData(AssistedRoute.Desk, true, false, EvidenceMethod.Assisted)]
    [InlineData(AssistedRoute.Paper, true, true, EvidenceMethod.PaperVerified)]
    [InlineData(AssistedRoute.Telephone, false, false, EvidenceMethod.Assisted)]
    public void A_voice_on_the_telephone_proves_no_yes_and_paper_is_kept_as_a_scan(AssistedRoute route, bool yes, bool scan, EvidenceMethod method) =>
        Assert.Equal((yes, scan, method), (AssistedEntry.MayRecordYes(route), AssistedEntry.NeedsScan(route), AssistedEntry.MethodOf(route)));
}
