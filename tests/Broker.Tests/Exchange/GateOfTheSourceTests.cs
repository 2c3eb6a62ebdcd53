using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>A record opens the gate of the organisation that made it, and no other: who asks cannot open what it asks for (R-OKR-1, R-STAT-2).</summary>
public sealed class GateOfTheSourceTests(SqliteBroker host) : IClassFixture<SqliteBroker>, IAsyncLifetime
{
    private const string Overstap = "OVERSTAP_SO";   // M47: child 8 is enrolled at school-po and registered at school-so

    private static readonly AuditActor Operator = new("test", "OPERATOR", null);

    private RegisterSteps _register = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _register = new RegisterSteps(await host.StartAsync());

    [Fact]
    public async Task Inzage_that_the_old_school_recorded_opens_its_record()
    {
        var opened = await RecordInzageAsync("school-po", "school-so");

        Assert.Equal(201, opened.Status);
        Assert.Equal(200, (await AskAsync(opened.Json.GetProperty("referentie").GetString()!)).Status);
    }

    [Fact]
    public async Task A_school_records_no_inzage_for_itself()
    {
        var answer = await RecordInzageAsync("school-so", "school-so");

        Assert.Equal((422, "UNKNOWN_CODE"), (answer.Status, answer.Reasons.Single()));
        Assert.Contains("/ontvanger", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inzage_that_another_school_recorded_opens_nothing_of_the_old_school()
    {
        await CoupleAsync("8", "instelling-c2");
        var friend = await RecordInzageAsync("instelling-c2", "school-so");
        var own = await host.Broker.Services.GetRequiredService<GateBook>().OpenAsync(
            GateBook.ParentInzage, new ChildReference("sandbox-8"), new("school-so"), new("school-so"), new(Overstap), Operator, Ct);

        Assert.Equal(201, friend.Status);
        foreach (var reference in new[] { friend.Json.GetProperty("referentie").GetString()!, own })
        {
            var answer = await AskAsync(reference);
            Assert.Equal((403, "PARENT_INZAGE_NOT_DONE"), (answer.Status, answer.Reasons.Single()));
        }
    }

    [Fact]
    public async Task The_request_of_the_school_that_a_child_left_opens_nothing_of_its_next_school()
    {
        var (reference, _) = await _register.AskSwvAsync("school-so", "2", "swv-oost", "TLV_AANVRAAG", Ct);
        await CoupleAsync("2", "school-po");
        await MoveAsync("2", "school-po", "swv-oost");
        var (next, _) = await _register.AskSwvAsync("school-po", "2", "swv-oost", "TLV_AANVRAAG", Ct);

        var old = await AskTlvAsync(reference);

        Assert.Equal((403, "NO_SCHOOL_REQUEST"), (old.Status, old.Reasons.Single()));
        Assert.Equal(200, (await AskTlvAsync(next)).Status);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<BrokerAnswer> RecordInzageAsync(string school, string recipient) => _register.SendAsync(
        school, "/api/v1/inzagen",
        new { Kind = host.Broker.Families.NumberOf("8", school), Doel = Overstap, Ontvanger = host.Broker.Families.IdentifierOf(recipient), OudersAkkoord = true }, Ct);

    private Task<BrokerAnswer> AskAsync(string reference) => host.Broker.AskAsync("school-so", "8", Overstap, "IB", Ct, ["school-po"], reference);

    private Task<BrokerAnswer> AskTlvAsync(string reference) => host.Broker.AskAsync("swv-oost", "2", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", Ct, ["school-po"], reference);

    private async Task CoupleAsync(string child, string school)
    {
        var number = host.Broker.Families.NumberOf(child, school)!;
        await host.Broker.Services.GetRequiredService<ChildBook>().CoupleAsync(new ChildReference("sandbox-" + child), new OrganisationId(school), number.System, number.Value, Operator, Ct);
    }

    private async Task MoveAsync(string child, string school, string swv)
    {
        foreach (var (client, enrolled) in new[] { ("school-so", false), (school, true) })
        {
            var answer = await _register.SendAsync(client, "/api/v1/feiten", new
            {
                Kind = host.Broker.Families.NumberOf(child, client),
                Soort = "inschrijving",
                Inhoud = new { Ingeschreven = enrolled, Schoolsoort = client == "school-so" ? "SO" : "SBO", Swv = host.Broker.Families.IdentifierOf(swv) },
                Bron = "leerlingadministratie",
                WaargenomenOp = BrokerFixture.Now,
            }, Ct);
            Assert.True(answer.Status == 201, answer.Text);
        }
    }
}
