using System.Net;
using Xunit;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Broker.Tests.Oversight;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>A session that its owner ended is over, also for who took a copy of its cookie: of families and of officers.</summary>
public sealed class EndedSessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_of_the_cookie_opens_nothing_after_its_owner_signed_out()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        using var parent = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-1-ouder-a", Ct);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "swv-oost-fg", Ct);
        foreach (var (owner, page, leave, signIn, persona) in new[] { (parent, "/ouders", "/uitloggen", "/inloggen", "kind-1-ouder-b"), (officer, "/toezicht", "/toezicht/inloggen?handler=Uit", "/toezicht/inloggen", "swv-oost-fg") })
        {
            using var thief = owner.Copy();
            Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync(page, Ct)).Status);

            await owner.PostAsync(page, leave, Ct);

            Assert.Contains("/inloggen", (await thief.GetAsync(page, Ct)).Location, StringComparison.Ordinal);
            Assert.Contains("/inloggen", (await owner.GetAsync(page, Ct)).Location, StringComparison.Ordinal);

            // With the cookie of a session that is over one signs in as without.
            using var old = thief.Copy();
            await old.PostAsync(signIn, signIn + "?handler=Persona", Ct, ("persona", persona));
            Assert.Equal(HttpStatusCode.OK, (await old.GetAsync(page, Ct)).Status);
        }
    }

    [Fact]
    public async Task Who_signs_in_anew_in_the_same_browser_ends_the_session_before_it_and_no_other()
    {
        await using var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-24T10:00:00+01:00");
        using var elsewhere = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-1-ouder-a", Ct);
        using var parent = await OfficerBrowser.SignInFamilyAsync(broker.Address, "kind-1-ouder-a", Ct);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "swv-oost-fg", Ct);
        foreach (var (owner, page, signIn, persona) in new[] { (parent, "/ouders", "/inloggen", "kind-1-ouder-b"), (officer, "/toezicht", "/toezicht/inloggen", "swv-oost-privacy-officer") })
        {
            using var before = owner.Copy();

            Assert.Equal(HttpStatusCode.SeeOther, (await owner.PostAsync(signIn, signIn + "?handler=Persona", Ct, ("persona", persona))).Status);

            Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(page, Ct)).Status);
            Assert.Contains("/inloggen", (await before.GetAsync(page, Ct)).Location, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/ouders", Ct)).Status);
    }
}
