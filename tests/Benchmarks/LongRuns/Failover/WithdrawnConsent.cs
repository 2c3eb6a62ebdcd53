using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Benchmarks.Exchange;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Audit.Crashes;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Benchmarks.LongRuns.Failover;

/// <summary>A consent that is withdrawn at one node, while a school asks on and on under it at every node: nothing is released to who asks after the withdrawal was acknowledged.</summary>
internal sealed class WithdrawnConsent(IReadOnlyList<WebApplication> nodes, string data)
{
    private const string Purpose = "JEUGDHULP_SCHOOL_INDIVIDUEEL";
    private const string School = "school-so";
    private static readonly AuditActor Actor = new("failover", "OPERATOR", null);
    private static readonly PersonId Parent = new("kind-4-ouder-a");
    private readonly ConcurrentQueue<(int Node, int Status, long Sent, long Answered)> _answers = new();
    private readonly SandboxFamilies _families = SandboxFamilies.Read(data)!;

    public int Asked => _answers.Count;

    /// <summary>Answers that said "try again".</summary>
    public int Postponed => _answers.Count(answer => answer.Status == 503);

    /// <summary>The longest that a node gave no answer but "try again".</summary>
    public TimeSpan LongestWithout => Enumerable.Range(0, nodes.Count).Max(node =>
    {
        var answered = _answers.Where(answer => answer.Node == node && answer.Status != 503).Select(answer => answer.Answered).Order().ToList();
        return answered.Zip(answered.Skip(1), Stopwatch.GetElapsedTime).Max();
    });

    public Task AskAsync(CancellationToken over) => Task.WhenAll(nodes.Select((node, which) => AskOneAsync(which, BareWeb.AddressOf(node), over)));

    /// <summary>A consent is given, released under at every node, and withdrawn.</summary>
    /// <returns>Its id, and when the withdrawal was acknowledged.</returns>
    public async Task<(string Id, long At)> WithdrawAsync(CancellationToken ct)
    {
        var grants = nodes[0].Services.GetRequiredService<GrantBook>();
        var id = await grants.RecordAsync(Grant(), Actor, ct);
        await UntilAllAsync(200, Stopwatch.GetTimestamp(), ct);
        if (!await grants.WithdrawAsync(id, Parent, [], Actor, ct))
        {
            throw new FoundException("A withdrawal was not recorded.");
        }

        return (id.ToString(), Stopwatch.GetTimestamp());
    }

    /// <summary>Waits until every node gave this answer to who asked after <paramref name="since"/>.</summary>
    public async Task UntilAllAsync(int status, long since, CancellationToken ct)
    {
        while (_answers.Where(answer => answer.Status == status && answer.Sent > since).Select(answer => answer.Node).Distinct().Count() < nodes.Count)
        {
            await Task.Delay(20, ct);
        }
    }

    /// <exception cref="FoundException">Somebody who asked after the withdrawal got something, or an answer that is neither yes, no nor "try again".</exception>
    public void Check(long withdrawn)
    {
        if (_answers.FirstOrDefault(answer => answer.Status is not (200 or 403 or 503)) is { Status: not 0 } strange)
        {
            throw new FoundException(string.Create(CultureInfo.InvariantCulture, $"A node answered {strange.Status}."));
        }

        if (_answers.Any(answer => answer.Status == 200 && answer.Sent > withdrawn))
        {
            throw new FoundException("A node released under a consent after its withdrawal was acknowledged.");
        }
    }

    private static NewGrant Grant() => new(
        new ChildReference("sandbox-4"), Parent, new Purpose(Purpose), new OrganisationId("gemeente-c"), null, new DateOnly(2027, 7, 31),
        new GrantBody(
            [School], ["ID_BASIS", "JEUGDHULP_BESCHIKKING"],
            new EvidenceBody(EvidenceMethod.Assisted, LevelOfAssurance.NotApplicable, "2026-1", null, "nl", "ASSISTED", true, false, true), null, []));

    private async Task AskOneAsync(int node, Uri address, CancellationToken over)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var partner = new SandboxClient(http, School, new SandboxKeys(data).Read(School)!, address);
        var token = new LastingToken(partner);
        var question = QuestionBody.Write(new QuestionText(
            _families.NumberOf("4", School)!, Purpose, "IB", _families.ProfessionalOf(School, "IB")!, [], [_families.IdentifierOf("gemeente-c")!], [], null));
        while (!over.IsCancellationRequested)
        {
            var sent = Stopwatch.GetTimestamp();
            try
            {
                var current = await token.CurrentAsync(over);
                sent = Stopwatch.GetTimestamp();
                using var body = new StringContent(question, Encoding.UTF8, "application/fhir+json");
                using var answer = await partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", body, current, over);
                _answers.Enqueue((node, (int)answer.StatusCode, sent, Stopwatch.GetTimestamp()));
            }
            catch (HttpRequestException later) when (later.StatusCode is System.Net.HttpStatusCode.ServiceUnavailable)
            {
                _answers.Enqueue((node, 503, sent, Stopwatch.GetTimestamp()));
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
