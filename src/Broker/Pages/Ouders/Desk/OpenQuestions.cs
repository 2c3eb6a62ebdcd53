using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What a family was asked so far. A question that one person answered is asked of everybody whose answer is needed: whatever that answer was.</summary>
/// <remarks>
/// An answer of one person never makes the question of another disappear or change: who looks cannot tell from an open question
/// whether others said yes, said no, or said nothing.
/// </remarks>
public sealed class OpenQuestions
{
    /// <param name="given">All grants and refusals about one child, oldest first.</param>
    public IReadOnlyList<AskedQuestion> AskedOf(IReadOnlyList<(GrantRow Grant, IReadOnlyList<GrantEventRow> Events)> given) =>
    [
        .. given.SelectMany(each => GrantReader.Body(each.Grant).Recipients.Select(recipient => (each.Grant, Recipient: recipient)))
            .GroupBy(each => (each.Grant.Purpose, each.Grant.Source, each.Recipient))
            .Select(group => new AskedQuestion(
                group.Key.Purpose,
                group.Key.Source,
                group.Key.Recipient,
                group.SelectMany(each => GrantReader.Body(each.Grant).Categories).ToHashSet(StringComparer.Ordinal),
                group.Min(each => each.Grant.GivenAt))),
    ];
}
