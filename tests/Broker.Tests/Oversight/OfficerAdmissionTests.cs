using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>Who may come in as an officer: registered by the organisation, in one role, with two factors.</summary>
public sealed class OfficerAdmissionTests
{
    private static readonly OrganisationId School = new("school-po");

    [Fact]
    public async Task The_role_is_what_the_organisation_registered_and_nobody_is_fg_and_privacy_officer_at_once()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct);
        var desk = broker.Services.GetRequiredService<OfficerDesk>();

        Assert.Equal(OfficerRole.Fg, (await desk.AdmitAsync(School, "school-po-fg", 2, "OIDC", ct)).Session!.Role);
        var operating = (await desk.AdmitAsync(School, "school-po-privacy-officer", 2, "OIDC", ct)).Session!;
        Assert.Equal(OfficerRole.PrivacyOfficer, operating.Role);
        Assert.Equal("ONE_FACTOR", (await desk.AdmitAsync(School, "school-po-fg", 1, "OIDC", ct)).Refusal);
        Assert.Equal("UNKNOWN_OFFICER", (await desk.AdmitAsync(new OrganisationId("swv-oost"), "school-po-fg", 2, "OIDC", ct)).Refusal);
        Assert.Equal("UNKNOWN_ORGANISATION", (await desk.AdmitAsync(await desk.OrganisationAsync(null, "nowhere", ct), "school-po-fg", 2, "OIDC", ct)).Refusal);
        Assert.False(await desk.StillHoldsAsync(operating with { Role = OfficerRole.Fg }, ct));
        Assert.True(await desk.StillHoldsAsync(operating, ct));

        await using (var db = await broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(ct))
        {
            db.Professionals.Add(new ProfessionalRow { OrganisationId = School.Value, Id = "school-po-privacy-officer", Role = "FG", RegisteredAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync(ct);
        }

        Assert.Equal("TWO_ROLES", (await desk.AdmitAsync(School, "school-po-privacy-officer", 2, "OIDC", ct)).Refusal);
        Assert.False(await desk.StillHoldsAsync(operating, ct));
        var failures = await broker.Services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.SignIn, Outcome = AuditOutcome.Failure }, ct);
        Assert.Equal(["TWO_ROLES", "UNKNOWN_ORGANISATION", "UNKNOWN_OFFICER", "ONE_FACTOR"], failures.Records.Select(record => record.Entry!.ReasonCode));
    }

    [Theory]
    [InlineData(2, "http://eidas.europa.eu/LoA/substantial")]
    [InlineData(2, "https://refeds.org/profile/mfa")]
    [InlineData(2, "https://own.example/two")]
    [InlineData(2, null, "mfa")]
    [InlineData(2, null, "pwd", "otp")]
    [InlineData(3, null, "pin", "hwk", "fpt")]
    [InlineData(1, null, "pwd", "pin")]
    [InlineData(1, "http://eidas.europa.eu/LoA/low", "pwd")]
    [InlineData(1, "I have two factors", "two")]
    [InlineData(1, null)]
    public void Two_factors_are_two_kinds_or_a_level_that_asks_for_them(int factors, string? acr, params string[] amr)
    {
        var claims = new Dictionary<string, object> { ["amr"] = amr };
        if (acr is not null)
        {
            claims["acr"] = acr;
        }

        var token = new JsonWebToken(new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Claims = claims }));

        Assert.Equal(factors, SignInFactors.Of(token, new OfficerProviderSettings { TwoFactorLevels = { "https://own.example/two" } }));
    }

    [Fact]
    public void Production_does_not_start_without_a_provider_for_officers_and_one_for_people()
    {
        var fault = Assert.Throws<ConfigurationFaultException>(() => SettingsReader.Read(new ConfigurationBuilder().Build(), new HostingEnvironment { EnvironmentName = "Production" }));

        foreach (var key in new[] { "Identity:Officers", "Identity:People" }.SelectMany(section => new[] { ":Authority", ":ClientId", ":ClientSecretFile" }.Select(name => section + name)))
        {
            Assert.Contains(fault.Faults, line => line.StartsWith(key, StringComparison.Ordinal));
        }
    }
}
