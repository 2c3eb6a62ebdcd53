using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Families;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>A broker on a register of so many made-up children, and work on children anywhere in it.</summary>
/// <remarks>The database keeps its name and the folder its keys, so that a register which took long to fill serves the next run too.</remarks>
internal sealed class GrowthScene : IAsyncDisposable
{
    private static readonly AuditActor Actor = new("growth", "OPERATOR", null);
    private static readonly Caller School = new(new OrganisationId("school-so"), new PartyType("SCHOOL"), "growth", null);

    private readonly string _data;
    private readonly string _connectionString;
    private readonly Queue<DossierQuestion> _questions = new();
    private readonly Queue<(Guid Grant, PersonId Parent)> _grants = new();
    private readonly List<ChildReference> _children = [];
    private WebApplication _app = null!;
    private DossierQuestion _showcase = null!;

    private GrowthScene(int size, string data, string connectionString) => (Size, _data, _connectionString) = (size, data, connectionString);

    public int Size { get; }

    public static async Task<GrowthScene> StartAsync(string server, int size, string folder, TextWriter output)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"zio_growth_{size}");
        await using (var connection = new NpgsqlConnection(server))
        {
            await connection.OpenAsync();
            await using var known = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = name } } };
            if ((long)(await known.ExecuteScalarAsync())! == 0)
            {
#pragma warning disable CA2100 // Made of a number.
                await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
#pragma warning restore CA2100
                await create.ExecuteNonQueryAsync();
            }
        }

        var data = Path.Combine(folder, name);
        System.IO.Directory.CreateDirectory(data);
        var scene = new GrowthScene(size, data, new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true, MaxPoolSize = 40 }.ConnectionString);
        await scene.RestartAsync();
        await scene.FillAsync(output);
        return scene;
    }

    /// <returns>Milliseconds from nothing to ready, in a program that has compiled all of it before.</returns>
    public async Task<double> RestartAsync()
    {
        await StopAsync();
        var started = Stopwatch.GetTimestamp();
        _app = BrokerHost.Build([
            "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", _data, "--Logging:LogLevel:Default", "None", "--Logging:Console:LogLevel:Default", "None",
            "--Database:Provider", "Postgres", "--Database:ConnectionString", _connectionString]);
        await Startup.PrepareAsync(_app, CancellationToken.None);
        await _app.StartAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Chooses whom the next round is about, anywhere in the register, and lets the background finish first: what is measured is the request.</summary>
    public async Task PrepareAsync(int count, Random random)
    {
        var tally = _app.Services.GetRequiredService<TallyBook>();
        await tally.CatchUpAsync(int.MaxValue, CancellationToken.None);
        _showcase = await QuestionAsync(SandboxFamilies.Read(_data)!.NumberOf("1", "school-so")!);
        var region = _app.Services.GetRequiredService<SandboxRoom>().Region;
        _children.Clear();
        _questions.Clear();
        _grants.Clear();
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync();
        while (_children.Count < count)
        {
            var child = SyntheticFamilies.More(random.Next(13, Size + 13), 1, 1, region.Calendar).Single();
            var reference = new ChildReference(SyntheticPeople.Prefix + child.Reference);
            var grants = await db.Grants.AsNoTracking().Where(row => row.ChildId == reference.Value && !db.GrantEvents.Any(happened => happened.GrantId == row.Id)).ToListAsync();
            if (child.SchoolOfRecord == School.Organisation.Value && grants.Count > 0)
            {
                _children.Add(reference);
                _questions.Enqueue(await QuestionAsync(child.Identifiers[School.Organisation.Value]));
                _grants.Enqueue((grants[0].Id, new PersonId(grants[0].GrantedBy)));
            }
        }
    }

    /// <summary>A whole dossier of a child whose sources hold documents: read, decided, fetched, mapped, released, logged.</summary>
    public async Task DossierAsync()
    {
        var answer = await _app.Services.GetRequiredService<ExchangePipeline>().RunAsync(School, _showcase, CancellationToken.None);
        if (!answer.Parts.Any(part => part.Content.Count > 0))
        {
            throw new FoundException($"The dossier held nothing: {answer.Refusal?.Code}.");
        }
    }

    /// <summary>The same question about some child, whose sources hold nothing: read, decided, logged.</summary>
    public Task QuestionAsync() => _app.Services.GetRequiredService<ExchangePipeline>().RunAsync(School, _questions.Dequeue(), CancellationToken.None);

    public async Task WithdrawAsync()
    {
        var (grant, parent) = _grants.Dequeue();
        if (!await _app.Services.GetRequiredService<GrantBook>().WithdrawAsync(grant, parent, [], Actor, CancellationToken.None))
        {
            throw new FoundException("A withdrawal was not recorded.");
        }
    }

    public Task AppendAsync(int n) => _app.Services.GetRequiredService<IAuditLog>().AppendAsync(
        new AuditEntry { Kind = AuditKind.FactChange, Moment = DateTimeOffset.UtcNow, TraceId = TraceId.Current, Outcome = AuditOutcome.Success, Child = _children[n % _children.Count], Actor = Actor }, null, CancellationToken.None);

    public ValueTask DisposeAsync() => new(StopAsync());

    private async Task FillAsync(TextWriter output)
    {
        await using (var db = await _app.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync())
        {
            if (await db.Children.CountAsync() >= Size)
            {
                return;
            }
        }

        var watch = Stopwatch.StartNew();
        await _app.Services.GetRequiredService<SandboxRoom>().FillAsync(Size, seed: 1, new Progress<int>(), CancellationToken.None);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  seeded {Size} children in {watch.Elapsed.TotalSeconds:F0} s: {Size / watch.Elapsed.TotalSeconds:F0}/s"));
    }

    private async Task<DossierQuestion> QuestionAsync(SandboxIdentifier subject)
    {
        var families = SandboxFamilies.Read(_data)!;
        var text = QuestionBody.Write(new QuestionText(
            subject, "OPP", "IB", families.ProfessionalOf("school-so", "IB")!, [], [families.IdentifierOf("jeugdhulpaanbieder")!], [], null));
        var read = await _app.Services.GetRequiredService<QuestionReader>().ReadAsync(System.Text.Encoding.UTF8.GetBytes(text), CancellationToken.None);
        return read.Question ?? throw new FoundException($"A question was not read: {read.Reason?.Code}.");
    }

    private async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }
}
