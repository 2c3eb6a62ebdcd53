using Xunit;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Consent.Tests.Decisions;

public sealed class OppVoicesTests
{
    [Theory]
    [InlineData(8, FamilyAccess.Sees, false, true, false)]
    [InlineData(15, FamilyAccess.Sees, false, true, false)]
    [InlineData(16, FamilyAccess.ChildDecides, false, true, false)]   // agreement stays the parents' until 18, sight of the record does not
    [InlineData(8, FamilyAccess.Undeterminable, false, false, false)]
    [InlineData(18, FamilyAccess.Sees, false, false, false)]
    [InlineData(12, FamilyAccess.Sees, true, false, true)]
    [InlineData(13, FamilyAccess.OnlyNo, true, false, true)]
    [InlineData(17, FamilyAccess.Sees, true, false, true)]
    [InlineData(18, FamilyAccess.Sees, true, true, false)]
    public void Parents_agree_until_the_pupil_is_of_age_and_the_pupil_is_heard_until_then(int age, FamilyAccess access, bool isYouth, bool agrees, bool heard)
    {
        var place = new FamilyPlace(access, age, Masked: false);

        Assert.Equal((agrees, heard), (OppVoices.MayAgree(place, isYouth), OppVoices.IsHeard(place, isYouth)));
    }
}
