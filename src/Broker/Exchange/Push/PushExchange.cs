using System.Data.Common;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>The exchange begun by the source: the same decision, the same tables, the same log. What is permitted waits, encrypted, until its recipient takes it.</summary>
/// <remarks>Log entry, consent version check, stored message and the recipient's event are one commit: no log, no message.</remarks>
internal sealed class PushExchange(
    Policy policy, BrokerSettings settings, Participation participation, PartnerDirectory directory, ChildRegister register, ChildBook children, MappingRoom mapping, DossierAnswer answers,
    PushBox box, IAuditLog log, BrokerDatabase database, TimeProvider clock)
{
    private const int ReleaseAttempts = 5;

    /// <returns>The receipt, or the reason of the refusal as the sender may know it.</returns>
    public async Task<(Guid? Receipt, Reason? Refusal)> RunAsync(Caller caller, PushQuestion question, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await directory.FindOrganisationAsync(caller.Organisation, ct) is not { } sender)
        {
            return (null, RequestReasons.RoleNotAuthorised);   // it ended while its token still lives
        }

        var actor = new AuditActor(caller.Organisation.Value, "PARTNER_SYSTEM", caller.Organisation);
        var child = await register.FindAsync(caller.Organisation, caller.Party, question.Subject.System, question.Subject.Value, ct);
        var snapshot = child is { } known ? await register.ReadAsync(known, question.Purpose, now, ct) : null;
        var request = Request(caller, question, snapshot?.Facts.School);
        var decision = Decider.Decide(policy, settings.Profile, request, snapshot?.Facts, now);
        var view = await directory.CurrentAsync(ct);
        var refusal = Refusal(view, caller, question, request, decision, snapshot is not null, now);
        var asked = new DossierQuestion(question.Subject, question.Purpose, question.Role, "push", question.Categories, [caller.Organisation], [], Emergency: false, Justification: null);
        var decided = new SourceDecision(sender, request, snapshot?.Facts, decision, refusal, snapshot?.ConsentVersion ?? 0, Named: true, now) { DirectoryVersion = view.Version };
        if (refusal is not null)
        {
            await log.AppendAsync(ExchangeEntry.Refusal(decided, asked, actor), step: null, ct);
            return (null, decided.RefusalForRequester);
        }

        var permit = decision.Permit!;
        var named = new SourceChildKey(question.Subject.System, question.Subject.Value);
        var key = await register.SourceKeyAsync(permit.Child, sender.Id, sender.Party, ct) ?? named;
        var subject = await SubjectForAsync(question.Recipient, permit, key, actor, ct);
        var (content, unfit) = mapping.RunSent(question.Documents, permit, sender, [key, named], subject);
        if (unfit is not null)
        {
            await log.AppendAsync(ExchangeEntry.Undelivered(decided, asked, actor, unfit, clock.GetUtcNow()), step: null, ct);
            return (null, unfit);
        }

        var bundle = answers.Write(new ExchangeAnswer([SourcePart.Released(decided, content)], null));
        var row = await box.SealAsync(permit, decision.RestsOn.Grants, bundle, now, ct);
        return await ReleaseAsync(decided, content, asked, actor, row, ct);
    }

    /// <summary>The last look and the log entry are one commit on the child's consent version, as in every exchange (ADR-0004).</summary>
    private async Task<(Guid? Receipt, Reason? Refusal)> ReleaseAsync(
        SourceDecision decided, IReadOnlyList<MappedContent> content, DossierQuestion asked, AuditActor actor, PushedDossierRow row, CancellationToken ct)
    {
        var permit = decided.Decision.Permit!;
        var (facts, version) = (decided.Facts!, decided.ConsentVersion);
        for (var attempt = 0; attempt < ReleaseAttempts; attempt++)
        {
            var now = clock.GetUtcNow();
            var atRelease = Decider.Decide(policy, settings.Profile, decided.Request, facts, now);
            if (!atRelease.Covers(permit))
            {
                decided = decided with { Decision = atRelease, Refusal = atRelease.Reason, At = now };
                break;
            }

            var entry = ExchangeEntry.Disclosure(decided with { Decision = atRelease, At = now }, content, asked, actor) with
            {
                Details = new Dictionary<string, string> { ["channel"] = "PUSH", ["receipt"] = row.Id.ToString("D") },
            };
            if (await log.AppendAsync(entry, new Step(database, new ReleaseStep(permit.Child, version, decided.DirectoryVersion), row), ct) is AppendedEntry.Written)
            {
                return (row.Id, null);
            }

            if (await register.ReadAsync(permit.Child, decided.Request.Purpose, now, ct) is not { } snapshot)
            {
                break;
            }

            (facts, version) = (snapshot.Facts, snapshot.ConsentVersion);
        }

        var refused = decided.Refusal is null ? decided with { Refusal = ConsentReasons.ConsentNotAvailable } : decided;
        await log.AppendAsync(ExchangeEntry.Refusal(refused, asked, actor), step: null, ct);
        return (null, refused.RefusalForRequester);
    }

    private static DecisionRequest Request(Caller caller, PushQuestion question, SchoolPlacement? school) => new()
    {
        Party = question.Recipient.Party,
        Organisation = question.Recipient.Id,
        Role = question.Role,
        Purpose = question.Purpose,
        SourceParty = caller.Party,
        Source = caller.Organisation,
        Categories = question.Categories,
        Channel = RequestChannel.Push,
        EnrolledOrRegistered = school is not null && (school.RegisteredAt == question.Recipient.Id || (school.Enrolled && school.Organisation == question.Recipient.Id)),
    };

    private Reason? Refusal(DirectoryView view, Caller caller, PushQuestion question, DecisionRequest request, Decision decision, bool childKnown, DateTimeOffset now)
    {
        if (!policy.CanHold(question.Recipient.Party, question.Role) || caller.Narrowing?.Allows(question.Purpose.Code) is false
            || question.Categories.Any(category => caller.Narrowing?.AllowsCategory(category.Code) is false))
        {
            return RequestReasons.RoleNotAuthorised;
        }

        var recipientSide = participation.RefusalOfAsker(view, request, decision, now);
        if ((recipientSide == RequestReasons.PushOnly ? null : recipientSide) is { } notAcceded)
        {
            return notAcceded;
        }

        if (participation.RefusalOfSource(view, request, decision, now) is { } refusal)
        {
            return refusal;
        }

        return decision.Permit is null ? decision.Reason : childKnown ? null : ConsentReasons.ConsentNotAvailable;
    }

    /// <summary>A number of law only where the row gives it; else the recipient's own pseudonym.</summary>
    private async Task<SubjectNumber> SubjectForAsync(Organisation recipient, ExchangePermit permit, SourceChildKey key, AuditActor actor, CancellationToken ct) =>
        key.System == SourceChildKey.BsnSystem && ChildRegister.HasTitleToBsn(recipient.Party) && permit.Categories.Any(category => category.Code == "BSN")
            ? new SubjectNumber(key.System, key.Reveal())
            : new SubjectNumber(Systems.Pseudonym, await children.PseudonymAsync(permit.Child, recipient.Id, actor, ct));

    private sealed class Step(BrokerDatabase database, ReleaseStep release, PushedDossierRow row) : ICommitStep
    {
        public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
        {
            if (!await release.ApplyAsync(connection, transaction, ct))
            {
                return false;
            }

            await using var db = await database.JoinAsync(connection, transaction, ct);
            db.PushedDossiers.Add(row);
            await PartnerEvents.AnnounceAsync(db, ct);
            await db.SaveChangesAsync(ct);
            return true;
        }
    }
}
