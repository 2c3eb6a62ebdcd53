using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Requests;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What a family was asked so far: what sources put to it, and what one person answered, which is asked of everybody whose answer is needed.</summary>
/// <remarks>
/// An answer of one person never makes the question of another disappear or change: who looks cannot tell from an open question
/// whether others said yes, said no, or said nothing. That is why a question that is too old ends for all at once, answered by some or not.
/// </remarks>
public sealed class OpenQuestions
{
    /// <param name="given">All grants and refusals about one child, oldest first.</param>
    /// <param name="put">All questions that sources put about that child, oldest first.</param>
    public IReadOnlyList<AskedQuestion> AskedOf(
        IReadOnlyList<(GrantRow Grant, IReadOnlyList<GrantEventRow> Events)> given, IReadOnlyList<ConsentRequestRow> put, DateOnly today)
    {
        var answered = given.SelectMany(each => GrantReader.Body(each.Grant).Recipients.Select(recipient => (each.Grant.Purpose, each.Grant.Source, Recipient: recipient, each.Grant)))
            .ToLookup(each => (each.Purpose, each.Source, each.Recipient), each => each.Grant);
        var asked = put.SelectMany(row => row.Recipients.Split(' ').Select(recipient => (row.Purpose, row.Source, Recipient: recipient, Row: row)))
            .ToLookup(each => (each.Purpose, each.Source, each.Recipient), each => each.Row);
        return
        [
            .. answered.Select(group => group.Key).Union(asked.Where(group => group.Any(row => IsOpen(row, today))).Select(group => group.Key))
                .Select(key => Question(key, [.. answered[key]], [.. asked[key]], today)),
        ];
    }

    private static AskedQuestion Question((string Purpose, string Source, string Recipient) key, IReadOnlyList<GrantRow> given, IReadOnlyList<ConsentRequestRow> put, DateOnly today)
    {
        var open = put.LastOrDefault(row => IsOpen(row, today));
        var categories = open?.Categories.Split(' ') ?? given.SelectMany(grant => GrantReader.Body(grant).Categories);
        return new AskedQuestion(
            key.Purpose,
            key.Source,
            key.Recipient,
            categories.ToHashSet(StringComparer.Ordinal),
            given.Select(grant => grant.GivenAt).Concat(put.Where(row => row.State != ConsentRequestBook.TakenBack).Select(row => row.CreatedAt)).Min(),
            open,
            Closed: open is null && put is [.., { State: not ConsentRequestBook.Answered }]);
    }

    private static bool IsOpen(ConsentRequestRow row, DateOnly today) => row.State == ConsentRequestBook.Put && row.AnswerBy >= today && row.ValidUntil >= today;
}
