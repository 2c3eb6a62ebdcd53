using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Benchmarks.Log;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>A whole broker on a durable database, one question that four sources permit, and those four as stubs.</summary>
internal sealed class ExchangeScene : IAsyncDisposable
{
    private const string Client = "school-so";
    private const string Original = "zorgaanbieder";
    private static readonly string[] Copies = ["zorgaanbieder-2", "zorgaanbieder-3", "zorgaanbieder-4"];

    private readonly BenchDatabase _place;
    private readonly WebApplication _app;
    private readonly string _data;

    private ExchangeScene(BenchDatabase place, WebApplication app, string data, StubSources stubs) => (_place, _app, _data, Stubs) = (place, app, data, stubs);

    public StubSources Stubs { get; }

    public BrokerDatabase Database => _place.Database;

    public IServiceProvider Services => _app.Services;

    public Uri Address => BareWeb.AddressOf(_app);

    /// <summary>The body of the question to all four.</summary>
    public string Question { get; private set; } = "";

    public static async Task<ExchangeScene> StartAsync(DatabaseProvider provider)
    {
        var place = await BenchDatabase.CreateAsync(provider);
        var data = System.IO.Directory.CreateTempSubdirectory("zio-bench-").FullName;
        var app = BrokerHost.Build([
            "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", data, "--Logging:LogLevel:Default", "None", "--Logging:Console:LogLevel:Default", "None",
            "--RateLimit:ExchangePerMinute", "100000000", "--Database:Provider", provider.ToString(), "--Database:ConnectionString", place.Database.ConnectionString]);
        await Startup.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        var scene = new ExchangeScene(place, app, data, await StubSources.StartAsync());
        await scene.PrepareAsync();
        return scene;
    }

    public SandboxClient Partner(HttpClient http) => new(http, Client, new SandboxKeys(_data).Read(Client)!, Address);

    /// <summary>One question with a proof that was made before.</summary>
    public HttpRequestMessage Request(string token, string proof)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/fhir/Patient/$kind-dossier")) { Content = new StringContent(Question, Encoding.UTF8, "application/fhir+json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", token);
        request.Headers.Add("DPoP", proof);
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Stubs.DisposeAsync();
        await _place.DisposeAsync();
        System.IO.Directory.Delete(_data, recursive: true);
    }

    private async Task PrepareAsync()
    {
        await using (var db = await Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync())
        {
            var organisation = await db.Organisations.AsNoTracking().SingleAsync(row => row.Id == Original);
            var number = await db.OrganisationIdentifiers.AsNoTracking().FirstAsync(row => row.OrganisationId == Original);
            var accession = await db.Accessions.AsNoTracking().FirstAsync(row => row.OrganisationId == Original);
            var endpoint = await db.SourceEndpoints.AsNoTracking().SingleAsync(row => row.OrganisationId == Original);
            var grants = await db.Grants.AsNoTracking().Where(row => row.ChildId == "sandbox-1" && row.Purpose == "WLZ_ZIO" && row.Source == Original).ToListAsync();
            var master = Services.GetRequiredService<MasterKey>();
            var secret = master.Unwrap(endpoint.WrappedSecret, "source/" + Original);
            await db.SourceEndpoints.Where(row => row.OrganisationId == Original).ExecuteUpdateAsync(row => row.SetProperty(each => each.Address, Stubs.For(Original, new Uri(endpoint.Address)).AbsoluteUri));
            for (var copy = 0; copy < Copies.Length; copy++)
            {
                var id = Copies[copy];
                db.Organisations.Add(new OrganisationRow { Id = id, Party = organisation.Party, Name = organisation.Name + " " + id[^1], FgContact = organisation.FgContact, IsCareProvider = organisation.IsCareProvider, RegisteredAt = organisation.RegisteredAt });
                db.OrganisationIdentifiers.Add(new OrganisationIdentifierRow { System = number.System, Value = (90000001 + copy).ToString(System.Globalization.CultureInfo.InvariantCulture), OrganisationId = id });
                db.Accessions.Add(new AccessionRow { Id = Guid.NewGuid(), OrganisationId = id, ConvenantVersion = accession.ConvenantVersion, Rows = accession.Rows, ValidFrom = accession.ValidFrom, ValidUntil = accession.ValidUntil, Statement = accession.Statement, RecordedAt = accession.RecordedAt });
                db.SourceEndpoints.Add(new SourceEndpointRow { OrganisationId = id, Kind = endpoint.Kind, Address = Stubs.For(id, new Uri(endpoint.Address)).AbsoluteUri, WrappedSecret = master.Wrap(secret, "source/" + id) });
                db.Grants.AddRange(grants.Select(row => new GrantRow { Id = Guid.NewGuid(), ChildId = row.ChildId, Purpose = row.Purpose, Source = id, GrantedBy = row.GrantedBy, GivenAt = row.GivenAt, ValidFrom = row.ValidFrom, ValidUntil = row.ValidUntil, Body = row.Body, RecordedAt = row.RecordedAt }));
            }

            await db.SaveChangesAsync();
        }

        foreach (var id in Copies)
        {
            await Services.GetRequiredService<ChildBook>().RecordAsync(
                new ChildReference("sandbox-1"), FactKind.Holding, id, new HoldingFact(new DateOnly(2026, 1, 1), false), new OrganisationId(id), "bench", DateTimeOffset.UtcNow, new AuditActor("bench", "OPERATOR", null), CancellationToken.None);
        }

        var families = SandboxFamilies.Read(_data)!;
        var first = families.IdentifierOf(Original)!;
        Question = QuestionBody.Write(new QuestionText(
            families.NumberOf("1", Client)!, "WLZ_ZIO", "IB", families.ProfessionalOf(Client, "IB")!, [],
            [first, .. Enumerable.Range(0, Copies.Length).Select(copy => first with { Value = (90000001 + copy).ToString(System.Globalization.CultureInfo.InvariantCulture) })], [], null));
    }
}
