using System.Data.Common;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>The exchange begun by the source: the same decision, the same tables, the same log. What is permitted waits, encrypted, until its recipient takes it.</summary>
/// <remarks>Log entry, consent version check, stored message and the recipient's event are one commit: no log, no message.</remarks>
internal sealed class PushExchange(
    PushDecisions decisions, ChildRegister register, ChildBook children, MappingRoom mapping, DossierAnswer answers, PushBox box, PushQuota quota, IAuditLog log, BrokerDatabase database, TimeProvider clock)
{
    private const int ReleaseAttempts = 5;

    public async Task<PushOutcome> RunAsync(Caller caller, PushQuestion question, CancellationToken ct)
    {
        var terms = question.Terms with { Categories = Participation.Categories(caller, question.Terms.Categories) };
        var actor = caller.Actor("PARTNER_SYSTEM");
        var asked = new DossierQuestion(question.Subject, terms.Purpose, terms.Role, "push", terms.Categories, [caller.Organisation], [], Emergency: false, Justification: null);
        var child = await register.FindAsync(caller.Organisation, caller.Party, question.Subject.System, question.Subject.Value, ct);
        var decided = await decisions.DecideAsync(terms, child, ct);
        if (!Participation.IsWithinToken(caller, terms.Purpose, terms.Categories))
        {
            decided = decided with { Refusal = RequestReasons.RoleNotAuthorised };
        }

        if (decided.Refusal is not null)
        {
            return await RefuseAsync(decided, asked, actor, ct);
        }

        var permit = decided.Decision.Permit!;
        var named = new SourceChildKey(question.Subject.System, question.Subject.Value);
        var key = await register.SourceKeyAsync(permit.Child, terms.Sender.Id, terms.Sender.Party, ct) ?? named;
        var subject = await SubjectForAsync(terms.Recipient, permit, key, actor, ct);
        var (content, unfit) = mapping.RunSent(question.Documents, permit, terms.Sender, [key, named], subject);
        if (unfit is not null)
        {
            await log.AppendAsync(ExchangeEntry.Undelivered(decided, asked, actor, unfit.Reason, clock.GetUtcNow()), step: null, ct);
            return new PushOutcome(null, unfit.Reason, unfit);
        }

        var bundle = answers.Write(new ExchangeAnswer([SourcePart.Released(decided, content)], null));
        var row = await box.SealAsync(decided.Decision, terms.Role, bundle, clock.GetUtcNow(), ct);
        return await ReleaseAsync(terms, decided, content, asked, actor, row, ct);
    }

    /// <summary>The last look and the log entry are one commit on the child's consent version and the directory's, as in every exchange (ADR-0004).</summary>
    private async Task<PushOutcome> ReleaseAsync(
        PushTerms terms, SourceDecision decided, IReadOnlyList<MappedContent> content, DossierQuestion asked, AuditActor actor, PushedDossierRow row, CancellationToken ct)
    {
        var permit = decided.Decision.Permit!;
        for (var attempt = 0; attempt < ReleaseAttempts; attempt++)
        {
            decided = decisions.Again(decided);
            if (!decided.Decision.Covers(permit))
            {
                return await RefuseAsync(decided with { Refusal = decided.Decision.Reason }, asked, actor, ct);
            }

            var entry = ExchangeEntry.Disclosure(decided, content, asked, actor) with
            {
                Details = new Dictionary<string, string> { ["channel"] = "PUSH", ["receipt"] = row.Id.ToString("D") },
            };
            var step = new Step(database, new ReleaseStep(permit.Child, decided.ConsentVersion, decided.DirectoryVersion), quota, terms, row);
            if (await log.AppendAsync(entry, step, ct) is AppendedEntry.Written)
            {
                return new PushOutcome(row.Id, null);
            }

            if (step.Full is { } full)
            {
                return new PushOutcome(null, full);   // others took the last places since it was asked
            }

            // Something changed meanwhile, about the child or in the directory: the same question again, on what holds now.
            decided = await decisions.DecideAsync(terms, permit.Child, ct);
            if (decided.Refusal is not null)
            {
                return await RefuseAsync(decided, asked, actor, ct);
            }
        }

        return await RefuseAsync(decided with { Refusal = ConsentReasons.ConsentNotAvailable }, asked, actor, ct);
    }

    private async Task<PushOutcome> RefuseAsync(SourceDecision decided, DossierQuestion asked, AuditActor actor, CancellationToken ct)
    {
        await log.AppendAsync(ExchangeEntry.Refusal(decided, asked, actor), step: null, ct);
        return new PushOutcome(null, decided.RefusalForRequester);
    }

    /// <summary>A number of law only where the row gives it; else the recipient's own pseudonym.</summary>
    private async Task<SubjectNumber> SubjectForAsync(Organisation recipient, ExchangePermit permit, SourceChildKey key, AuditActor actor, CancellationToken ct) =>
        key.System == SourceChildKey.BsnSystem && ChildRegister.HasTitleToBsn(recipient.Party) && permit.Categories.Any(category => category.Code == "BSN")
            ? new SubjectNumber(key.System, key.Reveal())
            : new SubjectNumber(Systems.Pseudonym, await children.PseudonymAsync(permit.Child, recipient.Id, actor, ct));

    private sealed class Step(BrokerDatabase database, ReleaseStep release, PushQuota quota, PushTerms terms, PushedDossierRow row) : ICommitStep
    {
        /// <summary>Why there was no place; null when there was.</summary>
        public Reason? Full { get; private set; }

        public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
        {
            Full = null;
            if (!await release.ApplyAsync(connection, transaction, ct))
            {
                return false;
            }

            await using var db = await database.JoinAsync(connection, transaction, ct);
            Full = await quota.FullAsync(db, terms.Sender.Id, terms.Recipient.Id, ct);
            if (Full is not null)
            {
                return false;
            }

            db.PushedDossiers.Add(row);
            await PartnerEvents.AnnounceAsync(db, ct);
            await db.SaveChangesAsync(ct);
            return true;
        }
    }
}
