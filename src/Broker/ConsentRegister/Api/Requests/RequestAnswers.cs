using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <summary>Tells when a question has been answered: everybody whose answer it needs has said yes or no since it was put.</summary>
/// <remarks>Not at the first answer: then the source would learn of one person's choice before the others have made theirs.</remarks>
public sealed class RequestAnswers(ConsentRequestBook book, GrantBook grants, ChildRegister register, PartnerDirectory directory, Policy policy, TimeProvider clock)
{
    /// <summary>Call it after an answer is recorded. Two answers at the same instant may both find the last one: one of them moves the question.</summary>
    public async Task SettleAsync(ChildReference child, AuditActor actor, CancellationToken ct)
    {
        var today = DutchCalendar.DayOf(clock.GetUtcNow());
        var open = (await book.PutToAsync(child, ct)).Where(row => row.State == ConsentRequestBook.Put && row.AnswerBy >= today && row.ValidUntil >= today).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var given = await grants.OfChildAsync(child, ct);
        foreach (var request in open)
        {
            if (await IsAnsweredAsync(request, given, ct))
            {
                await book.MoveAsync(request, ConsentRequestBook.Answered, textVersion: null, actor, ct);
            }
        }
    }

    /// <summary>When this person last said something in one direction; null for never.</summary>
    public static DateTimeOffset? LastAct(IEnumerable<(GrantRow Grant, IReadOnlyList<GrantEventRow> Events)> inDirection, string recipient, PersonId person) =>
        inDirection.SelectMany(each => each.Events.Where(entry => entry.By == person.Value && entry.Concerns(recipient)).Select(entry => (DateTimeOffset?)entry.At)
            .Append(each.Grant.GrantedBy == person.Value ? each.Grant.GivenAt : null)).Max();

    private async Task<bool> IsAnsweredAsync(ConsentRequestRow request, IReadOnlyList<(GrantRow Grant, IReadOnlyList<GrantEventRow> Events)> given, CancellationToken ct)
    {
        var (now, purpose) = (clock.GetUtcNow(), new Purpose(request.Purpose));
        if (await directory.FindOrganisationAsync(new OrganisationId(request.Source), ct) is not { } source)
        {
            return false;
        }

        foreach (var id in request.Recipients.Split(' '))
        {
            if (await directory.FindOrganisationAsync(new OrganisationId(id), ct) is not { } recipient
                || FamilyVoices.RowBetween(policy, purpose, source.Party, recipient.Party) is not { } row)
            {
                continue;   // nobody can answer what rests on no row; the rest decides
            }

            if (await register.ReadAsync(new ChildReference(request.ChildId), purpose, now, ct, recipient.Id) is not { } snapshot)
            {
                return false;
            }

            var direction = given.Where(each => each.Grant.Purpose == request.Purpose && each.Grant.Source == request.Source && GrantReader.Body(each.Grant).Recipients.Contains(id)).ToList();
            var voices = FamilyVoices.Of(policy, row, source.Id, recipient.Id, snapshot.Facts, now);
            var needed = voices.Where(voice => voice.Needed).ToList();
            if (voices.Count == 0 || (needed.Count > 0 ? !needed.TrueForAll(HasSpoken) : !voices.Any(HasSpoken)))
            {
                return false;
            }

            bool HasSpoken(Voice voice) => LastAct(direction, id, voice.Person) >= request.ChangedAt;
        }

        return true;
    }
}
