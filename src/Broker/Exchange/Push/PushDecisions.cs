using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Decides about messages: when one is sent, and once more each time that one that waits would be handed over. Always on what is recorded at that moment.</summary>
internal sealed class PushDecisions(Policy policy, BrokerSettings settings, Participation participation, PartnerDirectory directory, ChildRegister register, TimeProvider clock)
{
    /// <param name="child">Null when nobody is known by the number: the decision is taken all the same, and is as long.</param>
    public async Task<SourceDecision> DecideAsync(PushTerms terms, ChildReference? child, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var view = await directory.CurrentAsync(ct);   // first: what ends while the child is read makes the release fail
        var snapshot = child is { } known ? await register.ReadAsync(known, terms.Purpose, now, ct, terms.Recipient.Id) : null;
        var request = Request(terms, snapshot?.Facts.School);
        var decision = Decide(request, snapshot?.Facts, now);
        return new SourceDecision(
            terms.Sender, request, snapshot?.Facts, decision, Refusal(view, terms, request, decision, snapshot is not null, now), snapshot?.ConsentVersion ?? 0, Named: true, now)
        {
            DirectoryVersion = view.Version,
        };
    }

    /// <summary>Takes the decision once more, now, on the facts that it holds.</summary>
    public SourceDecision Again(SourceDecision decided)
    {
        var now = clock.GetUtcNow();
        return decided with { Decision = Decide(decided.Request, decided.Facts, now), At = now };
    }

    /// <summary>Whether all of a message may still go to its recipient: a stop, a refusal by whoever has a say, an objection or a lapse since it was sent wins.</summary>
    /// <returns>What was decided on, with the versions that a handover must still find; null when not all of it may go any more.</returns>
    public async Task<SourceDecision?> StandsAsync(PushedDossierRow message, CancellationToken ct)
    {
        var view = await directory.CurrentAsync(ct);
        if (view.Find(new(message.Sender)) is not { } sender || view.Find(new(message.Recipient)) is not { } recipient)
        {
            return null;
        }

        var categories = message.Categories.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => new DataCategory(code)).ToList();
        var decided = await DecideAsync(new PushTerms(sender, recipient, new(message.Purpose), new(message.Role), categories), new(message.ChildId), ct);
        return decided.Refusal is null && decided.Decision.Permit is { } permit && categories.TrueForAll(permit.Categories.Contains) ? decided : null;
    }

    private Decision Decide(DecisionRequest request, ChildFacts? facts, DateTimeOffset at) => Decider.Decide(policy, settings.Profile, request, facts, at);

    private static DecisionRequest Request(PushTerms terms, SchoolPlacement? school) => new()
    {
        Party = terms.Recipient.Party,
        Organisation = terms.Recipient.Id,
        Role = terms.Role,
        Purpose = terms.Purpose,
        SourceParty = terms.Sender.Party,
        Source = terms.Sender.Id,
        Categories = terms.Categories,
        Channel = RequestChannel.Push,
        EnrolledOrRegistered = school?.IsWith(terms.Recipient.Id) is true,
    };

    private Reason? Refusal(DirectoryView view, PushTerms terms, DecisionRequest request, Decision decision, bool childKnown, DateTimeOffset now)
    {
        if (!policy.CanHold(terms.Recipient.Party, terms.Role))
        {
            return RequestReasons.RoleNotAuthorised;
        }

        var recipientSide = participation.RefusalOfAsker(view, request, decision, now);
        return (recipientSide == RequestReasons.PushOnly ? null : recipientSide)
            ?? participation.RefusalOfSource(view, request, decision, now)
            ?? (decision.Permit is null ? decision.Reason : childKnown ? null : ConsentReasons.ConsentNotAvailable);
    }
}
