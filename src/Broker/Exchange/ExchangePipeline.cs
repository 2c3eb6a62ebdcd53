using System.Diagnostics;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting.Load;
using ZioExchange.Broker.Hosting.Telemetry;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>The life of one request, top to bottom. Read this method first; docs/life-of-a-request.md follows it step by step.</summary>
public sealed class ExchangePipeline(
    SourceDecisions decisions, SourceRoom sources, MappingRoom mapping, IAuditLog log, TimeProvider clock, ILogger<ExchangePipeline> logger)
{
    // A child whose consents change this often during one request is better asked about again.
    private const int ReleaseAttempts = 5;

    public async Task<ExchangeAnswer> RunAsync(Caller caller, DossierQuestion question, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = BrokerMeter.Activities.StartActivity("exchange");
        using var deciding = BrokerMeter.Activities.StartActivity("decide");
        var decided = await decisions.DecideAsync(caller, question, ct);                      // identity, directory, facts, decision
        deciding?.Stop();
        var actor = decisions.ActorOf(caller, question);

        // Sources run side by side: one that is slow or down costs only its own part.
        var parts = await WorkPlace.AllAsync([.. decided.Select(each => (Func<Task<SourcePart>>)(() => ServeAsync(each, caller, question, actor, ct)))]);

        var refusal = parts.All(part => part.Refusal is not null) ? CommonRefusal.Of(parts) : null;
        BrokerMeter.Exchanges.Add(1, new KeyValuePair<string, object?>("outcome", refusal?.Code ?? "PERMIT"));
        BrokerMeter.ExchangeSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        logger.Answered(parts.Length, parts.Sum(part => part.Content.Sum(content => content.Resources.Count)), caller.Organisation.Value, refusal?.Code ?? "PERMIT");
        return new ExchangeAnswer(parts, refusal);
    }

    private async Task<SourcePart> ServeAsync(SourceDecision decided, Caller caller, DossierQuestion question, AuditActor actor, CancellationToken ct)
    {
        if (decided.Refusal is not null)
        {
            return await RefuseAsync(decided, question, actor, ct);
        }

        var permit = decided.Decision.Permit!;
        var fetched = await FetchAsync(permit, decided, ct);                                   // only what the permit names
        using var converting = BrokerMeter.Activities.StartActivity("map");
        var (mapped, unfit) = fetched.Key is { } key ? mapping.Run(fetched.Documents, permit, decided.Source!, key, question.Subject) : ([], null);
        converting?.Stop();
        if ((fetched.Failure ?? unfit) is { } failure)
        {
            BrokerMeter.SourceFailures.Add(1, new KeyValuePair<string, object?>("reason", failure.Code));
            logger.SourceSilent(decided.Source!.Id.Value, failure.Code);
            await log.AppendAsync(ExchangeEntry.Undelivered(decided, question, actor, failure, clock.GetUtcNow()), step: null, ct);
            return SourcePart.Silent(decided, failure);
        }

        return await ReleaseAsync(decided, fetched, mapped, caller, question, actor, ct);
    }

    private async Task<Fetched> FetchAsync(ExchangePermit permit, SourceDecision decided, CancellationToken ct)
    {
        using var fetching = BrokerMeter.Activities.StartActivity("fetch");
        using var waiting = WorkPlace.Elsewhere();
        return await sources.FetchAsync(permit, decided, ct);
    }

    /// <summary>The last look and the log entry are one commit on the child's consent version: a withdrawal that came in between wins (ADR-0004).</summary>
    private async Task<SourcePart> ReleaseAsync(
        SourceDecision decided, Fetched fetched, IReadOnlyList<MappedContent> mapped, Caller caller, DossierQuestion question, AuditActor actor, CancellationToken ct)
    {
        using var releasing = BrokerMeter.Activities.StartActivity("release");
        var permit = decided.Decision.Permit!;
        for (var attempt = 0; attempt < ReleaseAttempts; attempt++)
        {
            decided = decisions.Again(decided);
            if (decided.Decision.Permit is not { } atRelease)
            {
                return await RefuseAsync(decided with { Refusal = decided.Decision.Reason }, question, actor, ct);
            }

            if (!decided.Decision.Covers(permit))
            {
                // Part of it was taken back: what is left is mapped anew, so that nothing of the rest is in the answer.
                if (!atRelease.Categories.All(permit.Categories.Contains) || mapping.Run(fetched.Documents, atRelease, decided.Source!, fetched.Key!, question.Subject) is not { Failure: null } narrowed)
                {
                    break;
                }

                (permit, mapped) = (atRelease, narrowed.Content);
            }

            // No audit, no data: if this append fails, the partner gets nothing.
            var entry = ExchangeEntry.Disclosure(decided, mapped, question, actor);
            if (await log.AppendAsync(entry, new ReleaseStep(permit.Child, decided.ConsentVersion, decided.DirectoryVersion), ct) is AppendedEntry.Written)
            {
                return SourcePart.Released(decided, mapped);
            }

            // Something changed meanwhile, about the child or in the directory: the same question again, on what holds now.
            decided = await decisions.DecideAgainAsync(caller, question, decided, ct) ?? decided with { Refusal = RequestReasons.NotAcceded };
            if (decided.Refusal is not null)
            {
                return await RefuseAsync(decided, question, actor, ct);
            }
        }

        return await RefuseAsync(decided with { Refusal = ConsentReasons.ConsentNotAvailable }, question, actor, ct);
    }

    private async Task<SourcePart> RefuseAsync(SourceDecision decided, DossierQuestion question, AuditActor actor, CancellationToken ct)
    {
        await log.AppendAsync(ExchangeEntry.Refusal(decided, question, actor), step: null, ct);
        logger.Refused(decided.Request.Organisation.Value, decided.RefusalForRequester!.Code);
        return SourcePart.Refused(decided);
    }
}
