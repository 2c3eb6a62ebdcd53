using System.Globalization;
using ZioExchange.Broker.ConsentRegister.Opp;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What asks one member of a family to come and look, each thing with a key that stays the same as long as it is the same thing.</summary>
/// <remarks>Rests on what the pages of that member show at this moment, so it can tell nothing that they do not.</remarks>
public sealed class Attention(ConsentFlows flows, FamilyRights rights, OppBook opps)
{
    /// <param name="since">Answers from before are left out: they were there to see when notices were chosen.</param>
    public async Task<IReadOnlyList<(AttentionKind Kind, string Key)>> OfAsync(Visitor visitor, FamilyMember member, DateTimeOffset since, CancellationToken ct)
    {
        var things = new List<(AttentionKind, string)>();
        foreach (var flow in await flows.OfAsync(visitor, member, ct))
        {
            if (flow.Waits)
            {
                var again = string.Create(CultureInfo.InvariantCulture, $"{flow.Birthday}/{flow.GezagSince:yyyy-MM-dd}");
                things.Add((again == "/" ? AttentionKind.Question : AttentionKind.Again, $"{flow.Asked.Purpose}/{flow.Asked.Source}/{flow.Asked.Recipient}/{flow.Request?.Id}/{again}"));
            }
            else if (flow is { State: FlowState.Ending, MyGrant: { } grant })
            {
                things.Add((AttentionKind.Ending, grant.Id.ToString("N")));
            }
        }

        things.AddRange((await rights.OfAsync(member.Child, member.Person, ct)).Where(request => request.AnsweredAt >= since).Select(request => (AttentionKind.Answer, request.Id)));
        if ((OppVoices.MayAgree(member.Place, member.IsYouth) || OppVoices.IsHeard(member.Place, member.IsYouth)) && await opps.LatestAsync(member.Child, ct) is { } plan
            && !(await opps.VoicesAsync(plan, ct)).Any(voice => voice.Person == member.Person))
        {
            things.Add((AttentionKind.Plan, plan.Id.ToString("N")));
        }

        return things;
    }
}
